/**
 * A chat turn: {@link io.saasbricks.examples.chatbot.chat.ChatTurns} takes a visitor's message
 * through quota, conversation, language model and metering.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.chatbot.chat;
