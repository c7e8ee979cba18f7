/**
 * What an agent tells its model: {@link io.saasbricks.llm.prompt.AgentPrompt} renders an {@link
 * io.saasbricks.llm.prompt.AgentProfile} into a system prompt.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.llm.prompt;
