/**
 * Metering, quotas, export and webhooks under faults. The number of injected faults is set by the
 * system property {@code saasbricks.metering.faults}.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.metering.simulation;
