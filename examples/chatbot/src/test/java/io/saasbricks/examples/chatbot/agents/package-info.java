/** Tests of the agents' store. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.chatbot.agents;
