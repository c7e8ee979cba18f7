/**
 * Usage that can be billed, and limits on it.
 *
 * <p>Start with {@link io.saasbricks.metering.UsageMeter}, which counts every event exactly once,
 * and {@link io.saasbricks.metering.UsageReader}, which sums it up by hour, day and month. {@link
 * io.saasbricks.metering.Quota} enforces limits that concurrent requests cannot exceed. In an HTTP
 * function {@link io.saasbricks.metering.WithUsage} and {@link io.saasbricks.metering.WithQuota} do
 * both for each request.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.metering;
