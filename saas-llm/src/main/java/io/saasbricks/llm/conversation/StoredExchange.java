package io.saasbricks.llm.conversation;

/**
 * An exchange that is stored.
 *
 * @param added whether this call stored it; otherwise the same message had been answered meanwhile,
 *     and this is that exchange
 * @param window the window after it
 */
public record StoredExchange(Exchange exchange, boolean added, ConversationWindow window) {}
