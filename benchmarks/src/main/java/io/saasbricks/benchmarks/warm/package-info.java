/**
 * What code costs once it is warm, without input or output. Start with {@link
 * io.saasbricks.benchmarks.warm.WarmParts}.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.benchmarks.warm;
