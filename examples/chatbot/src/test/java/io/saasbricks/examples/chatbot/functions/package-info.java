@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.chatbot.functions;
