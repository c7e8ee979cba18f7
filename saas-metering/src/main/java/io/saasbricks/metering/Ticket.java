package io.saasbricks.metering;

import io.saasbricks.core.identity.TenantId;

/**
 * The proof that an amount was taken from a period of an allowance. May be stored and used by
 * another function: it holds all that giving back needs. Immutable.
 *
 * @param allowance of whose limit it was taken
 * @param span the period it was taken from
 * @param requestId under which it was taken
 */
public record Ticket(
    TenantId tenant, Allowance allowance, QuotaPeriod.Span span, String requestId, long amount) {}
