/** The backend as its callers see it: over HTTP, from the template, against DynamoDB Local. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.chatbot;
