/**
 * What each tenant costs: what a request consumes is recorded with its usage, in the same write,
 * and multiplied by a price sheet.
 *
 * <p>Start with {@link io.saasbricks.metering.cost.WithCost}; {@link
 * io.saasbricks.metering.cost.CostStatement} is the result.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.metering.cost;
