/** One Lambda function per route. Each reads like the line of the API contract it answers. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.chatbot.functions;
