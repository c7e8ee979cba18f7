/**
 * The one-line programs that {@link io.saasbricks.benchmarks.FirstLogLine} runs in processes of
 * their own.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.benchmarks.firstline;
