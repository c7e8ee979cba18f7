/**
 * Usage on its way to a billing system, exactly once.
 *
 * <p>Start with {@link io.saasbricks.metering.billing.UsageExporter}. It delivers to a {@link
 * io.saasbricks.metering.billing.BillingSink}: Stripe's is in {@code
 * io.saasbricks.metering.stripe}, {@link io.saasbricks.metering.billing.CloudEventsSink} writes to
 * a file or any stream. {@link io.saasbricks.metering.billing.Reconciliation} compares what was
 * delivered with what the billing system says it has.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.metering.billing;
