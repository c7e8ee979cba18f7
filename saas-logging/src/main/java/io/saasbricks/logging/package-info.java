/**
 * Structured logs and metrics for AWS Lambda: an SLF4J 2 provider that writes one JSON object per
 * line to standard output.
 *
 * <p>There is nothing to call: with this module on the class path, {@code LoggerFactory.getLogger}
 * yields loggers of {@link io.saasbricks.logging.LambdaLogProvider}, where the fields, levels and
 * limits are described. Start with {@link io.saasbricks.logging.MetricLine} to emit CloudWatch
 * metrics, on a log line or on a line of their own.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.logging;
