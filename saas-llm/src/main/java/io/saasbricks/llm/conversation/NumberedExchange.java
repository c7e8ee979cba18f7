package io.saasbricks.llm.conversation;

/**
 * An exchange with its place in the conversation.
 *
 * @param number 1 for the first
 */
record NumberedExchange(long number, Exchange exchange) {}
