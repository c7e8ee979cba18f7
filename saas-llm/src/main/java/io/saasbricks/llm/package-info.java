/**
 * Language models of several vendors behind one call that does not fail while one of them works.
 *
 * <p>Start at {@link io.saasbricks.llm.LlmRouter}: it takes a {@link
 * io.saasbricks.llm.ModelCatalogue} (which models exist, what they cost) and {@link
 * io.saasbricks.llm.ChatModels} (which of them can be reached), and answers a {@link
 * io.saasbricks.llm.ChatRequest}. One model alone is a {@link io.saasbricks.llm.ChatModel}.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.llm;
