/**
 * Classes that other modules of this project must see and nobody else should use: they may change
 * with any release. The message model is read by {@link
 * io.saasbricks.ratelimit.internal.LinearModel} and fed by {@link
 * io.saasbricks.ratelimit.internal.MessageFeatures}; its trainer in the benchmarks uses both.
 * Before that {@code FoldedText} takes disguises off, and {@code Concepts} knows words of one
 * meaning.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.ratelimit.internal;
