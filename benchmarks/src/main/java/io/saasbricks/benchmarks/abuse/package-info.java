/**
 * Trains and evaluates the message detector of saas-ratelimit. Start with {@link
 * io.saasbricks.benchmarks.abuse.TrainMessageModel}, which writes the model and prints its figures
 * for messages and for sources it has not seen, and {@link
 * io.saasbricks.benchmarks.abuse.EvaluateDetector}, which judges the shipped detector on other
 * messages.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.benchmarks.abuse;
