/**
 * What DynamoDB charges for the work of a request. Start with {@link
 * io.saasbricks.benchmarks.units.ConversationUnits}.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.benchmarks.units;
