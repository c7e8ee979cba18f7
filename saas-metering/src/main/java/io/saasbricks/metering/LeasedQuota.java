package io.saasbricks.metering;

import io.saasbricks.core.identity.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A quota for high rates: takes a chunk of the allowance at once and spends it in this container.
 *
 * <p>No more than the limit is ever spent, because every chunk has been taken from the {@link
 * Quota} before. The chunk shrinks with what remains, so that the last of an allowance is spread
 * fairly. What tenants leave unspent who stay away is given back as others take chunks. A container
 * that stops without {@link #close} leaves the unspent rest of one chunk per tenant taken: a tenant
 * may then get that much less than the limit. Safe for concurrent use within a container.
 */
public final class LeasedQuota implements AutoCloseable {
  /** How much of what remains one chunk may take: leaves room for other containers. */
  private static final int SHARE = 20;

  /** More than the one that comes in their place, so that those left lying become fewer. */
  private static final int GIVEN_BACK_AT_ONCE = 2;

  private final Quota quota;
  private final long chunk;
  private final Duration term;
  private final InstantSource time;
  private final Supplier<String> leaseIds;

  /** The oldest first, since all have the same term: who spends of a chunk does not renew it. */
  private final Map<Line, Lease> leases = new LinkedHashMap<>();

  /** What a lease is for. A changed limit is another line, so that it takes effect at once. */
  private record Line(TenantId tenant, Allowance allowance, Instant periodStart) {}

  /** What is left of a chunk. */
  private record Lease(Ticket ticket, long left, Standing standing, Instant until) {
    Lease spend(long amount) {
      return new Lease(ticket, left - amount, standing, until);
    }
  }

  private LeasedQuota(
      Quota quota, long chunk, Duration term, InstantSource time, Supplier<String> leaseIds) {
    this.quota = quota;
    this.chunk = chunk;
    this.term = term;
    this.time = time;
    this.leaseIds = leaseIds;
  }

  /**
   * Leases from that quota.
   *
   * @param chunk the most to take at once, such as what a container spends in a few seconds
   * @param term how long to keep a chunk; its rest is given back after that, by the next call that
   *     takes a chunk
   * @param leaseIds never gives the same id twice, in any container
   * @throws IllegalArgumentException if chunk or term is not positive, or the chunk over {@link
   *     Metric#MOST}
   */
  public static LeasedQuota of(
      Quota quota, long chunk, Duration term, InstantSource time, Supplier<String> leaseIds) {
    Objects.requireNonNull(leaseIds, "leaseIds");
    if (chunk < 1 || chunk > Metric.MOST) {
      throw new IllegalArgumentException("a chunk must be 1 to " + Metric.MOST + ": " + chunk);
    }
    if (term.isNegative() || term.isZero()) {
      throw new IllegalArgumentException("a term must be positive: " + term);
    }
    return new LeasedQuota(quota, chunk, term, time, leaseIds);
  }

  /**
   * Whether the amount fits, and has been spent if so. No request while the chunk lasts, else one
   * to take the next and one to give back the rest of the last; one more near the end of the
   * allowance, where a smaller chunk is tried, and one for each of up to two chunks of others whose
   * term is over. Callers wait for the one that is fetching a chunk.
   *
   * @param amount 1 to {@link Metric#MOST}
   * @return the standing at the time the chunk was taken
   * @throws io.saasbricks.core.table.StoreUnavailableException if a chunk could not be had; what it
   *     would have taken may stay taken
   */
  public synchronized Outcome trySpend(TenantId tenant, Allowance allowance, long amount) {
    CountedQuota.requireAmount(amount);
    Instant now = time.instant();
    Line line = new Line(tenant, allowance, allowance.period().at(now).start());
    Lease lease = leases.get(line);
    if (lease == null || lease.left() < amount || !now.isBefore(lease.until())) {
      giveBack(line);
      giveBackOverdue(now);
      Verdict verdict = take(line, amount);
      if (!(verdict instanceof Verdict.Granted granted)) {
        return new Outcome(false, verdict.standing());
      }
      lease =
          new Lease(
              granted.ticket(), granted.ticket().amount(), granted.standing(), now.plus(term));
    }
    leases.put(line, lease.spend(amount));
    return new Outcome(true, lease.standing());
  }

  /**
   * What became of an amount.
   *
   * @param spent whether it was within the limit
   * @param standing of the tenant when the chunk was taken, with the chunk as used
   */
  public record Outcome(boolean spent, Standing standing) {}

  /** Gives back what is left of every chunk: when a container is told to stop. */
  @Override
  public synchronized void close() {
    for (Line line : Map.copyOf(leases).keySet()) {
      giveBack(line);
    }
  }

  /** A whole chunk, or what is a fair share of the rest, or just the amount. */
  private Verdict take(Line line, long amount) {
    Verdict verdict = consume(line, Math.max(amount, chunk));
    long share = Math.max(amount, verdict.standing().remaining() / SHARE);
    return verdict.granted() || share >= chunk ? verdict : consume(line, share);
  }

  private Verdict consume(Line line, long amount) {
    return quota.tryConsume(line.tenant(), line.allowance(), leaseIds.get(), amount);
  }

  /** Those of tenants who stay away, which no call of theirs gives back. */
  private void giveBackOverdue(Instant now) {
    leases.entrySet().stream()
        .limit(GIVEN_BACK_AT_ONCE)
        .takeWhile(oldest -> !now.isBefore(oldest.getValue().until()))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::giveBack);
  }

  private void giveBack(Line line) {
    Lease lease = leases.remove(line);
    if (lease != null && lease.left() > 0) {
      quota.refund(lease.ticket(), lease.left());
    }
  }
}
