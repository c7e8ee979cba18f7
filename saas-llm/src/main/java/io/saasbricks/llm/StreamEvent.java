package io.saasbricks.llm;

/**
 * One event of an answer that is still being written.
 *
 * @param type as the protocol names it; empty where events have no name
 * @param data JSON text
 */
record StreamEvent(String type, String data) {}
