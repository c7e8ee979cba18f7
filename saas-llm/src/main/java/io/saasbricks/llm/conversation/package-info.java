/**
 * The memory of chats: {@link io.saasbricks.llm.conversation.Conversations} stores exchanges and
 * reads the part that a model is shown, {@link io.saasbricks.llm.conversation.Leads} keeps the
 * contact details that visitors give.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.llm.conversation;
