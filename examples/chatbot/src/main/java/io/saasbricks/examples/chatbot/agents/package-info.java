/** Chat agents: what a business tells its bot, and where that is stored. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.chatbot.agents;
