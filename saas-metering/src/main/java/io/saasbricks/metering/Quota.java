package io.saasbricks.metering;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.SaasTable;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Enforces allowances: whatever runs at once, no more is granted than the limit.
 *
 * <p>Every call is one request of one write unit as long as a tenant makes fewer than about five
 * calls a second on one allowance; beyond that its item, which remembers the ids of the last
 * minutes, grows by a unit per five calls a second. {@link LeasedQuota} serves higher rates.
 * Implementations are safe for concurrent use, by any number of functions at once.
 *
 * <p>Every method throws {@link io.saasbricks.core.table.StoreUnavailableException} if the outcome
 * is not known. Calling again under the same request id is then safe for {@link #MEMORY}.
 */
public interface Quota {
  /** How long a request id is remembered: a repeated call within it takes nothing again. */
  Duration MEMORY = RecentIds.MEMORY;

  /**
   * Takes the amount for good if it fits: all of it, or nothing.
   *
   * <p>A request id that comes again within {@link #MEMORY} takes nothing again: it is granted as
   * it was, or {@link Verdict.Spent} if it has been refunded.
   *
   * @param requestId unique for the tenant and allowance
   * @param amount 1 to {@link Metric#MOST}
   * @throws IllegalArgumentException if the amount is out of range
   */
  Verdict tryConsume(TenantId tenant, Allowance allowance, String requestId, long amount);

  /** Gives all of what was consumed back, to the period it came from. Repeating it is harmless. */
  default void refund(Ticket ticket) {
    refund(ticket, ticket.amount());
  }

  /**
   * Gives part of what was consumed back. A ticket is refunded once: within {@link #MEMORY}, a
   * repetition changes nothing. One request of one write unit; the period of the ticket may be
   * over.
   *
   * @param amount 1 to the ticket's amount
   * @throws IllegalArgumentException if the amount is out of range
   */
  void refund(Ticket ticket, long amount);

  /**
   * Takes back an amount that was held under a {@link Allowance#standing standing} allowance, such
   * as the bytes of a deleted file. What is used never falls below zero: more than is used changes
   * nothing at all. One request of one write unit.
   *
   * @param requestId unique for the tenant and allowance, {@link #tryConsume consumed} ids included
   * @param amount 1 to {@link Metric#MOST}
   * @throws IllegalArgumentException if the amount is out of range
   */
  void giveBack(TenantId tenant, Allowance allowance, String requestId, long amount);

  /** Where the tenant stands. One read unit; nothing is taken. */
  Standing standing(TenantId tenant, Allowance allowance);

  /** Quotas in that table. */
  static Quota of(SaasTable table, InstantSource time) {
    return of(table, time, Thresholds.NONE);
  }

  /** Quotas that tell of thresholds. A crossing costs two more write units, once a period. */
  static Quota of(SaasTable table, InstantSource time, Thresholds thresholds) {
    return new CountedQuota(table, time, thresholds);
  }
}
