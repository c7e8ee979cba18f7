package io.saasbricks.metering.billing;

/**
 * What an export did.
 *
 * @param accounts looked at
 * @param delivered charges accepted by the billing system, repetitions included
 * @param refused windows that could not be billed
 * @param late windows that had usage after their invoice was final
 * @param failed accounts that failed as a whole or were being exported by another run
 * @param complete whether every account was looked at before the deadline
 */
public record ExportReport(
    long accounts, long delivered, long refused, long late, long failed, boolean complete) {}
