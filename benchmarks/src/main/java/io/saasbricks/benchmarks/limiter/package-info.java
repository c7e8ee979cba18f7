/**
 * Compares rate limiters on one DynamoDB Local. Start with {@link
 * io.saasbricks.benchmarks.limiter.CompareLimiters}.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.benchmarks.limiter;
