package io.saasbricks.metering;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.SaasTable;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Allowances for amounts that are known only afterwards, such as the tokens of an answer: reserve
 * the most it can be, then commit what it was.
 *
 * <p>Reserving and committing are one request of one write unit each while a tenant has fewer than
 * about twenty reservations open on one allowance. What is open counts against the limit, together
 * with what {@link Quota} consumed of the same allowance. A reservation that is not settled in time
 * is in nobody's way: whoever needs its amount frees it. Implementations are safe for concurrent
 * use, by any number of functions at once.
 *
 * <p>Every method throws {@link io.saasbricks.core.table.StoreUnavailableException} if the outcome
 * is not known; calling again with the same arguments is then safe.
 */
public interface Reservations {
  /**
   * Reserves the amount if it fits: all of it, or nothing.
   *
   * <p>A request id whose reservation is open is granted again and reserves nothing more; one whose
   * reservation was settled or has expired is {@link Verdict.Spent}, for {@link Quota#MEMORY} at
   * least. If there is no room, each twenty expired reservations that are freed cost two more
   * requests.
   *
   * @param requestId unique for the tenant and allowance
   * @param amount 1 to {@link Metric#MOST}
   * @param hold how long it stays reserved at least; longer than the work may take
   * @throws IllegalArgumentException if an argument is out of range
   */
  Verdict tryReserve(
      TenantId tenant, Allowance allowance, String requestId, long amount, Duration hold);

  /**
   * Takes what was used and frees the rest, in one write. If the reservation has expired, this
   * still succeeds while there is room. Repeating it within {@link Quota#MEMORY} changes nothing
   * and has the same result. One request; up to three if the reservation has expired.
   *
   * @param used 0 to the ticket's amount
   * @throws IllegalArgumentException if {@code used} is out of range
   */
  Settlement commit(Ticket ticket, long used);

  /** Frees all of it. */
  default Settlement release(Ticket ticket) {
    return commit(ticket, 0);
  }

  /** Reservations in that table. */
  static Reservations of(SaasTable table, InstantSource time) {
    return of(table, time, Thresholds.NONE);
  }

  /** Reservations that tell of thresholds; what is reserved counts as used. */
  static Reservations of(SaasTable table, InstantSource time, Thresholds thresholds) {
    return new CountedReservations(table, time, thresholds);
  }
}
