/** Chat turns without HTTP in front, and what they cost. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.chatbot.chat;
