package io.saasbricks.metering;

import static io.saasbricks.core.table.Attribute.attribute;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.Update;
import io.saasbricks.core.table.WriteOutcome;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Objects;

/** Counts what is taken in one item per tenant, allowance and period. */
final class CountedQuota implements Quota {
  private final SaasTable table;
  private final InstantSource time;
  private final Crossings crossings;
  private final Sweeper sweeper;

  CountedQuota(SaasTable table, InstantSource time, Thresholds thresholds) {
    this.table = Objects.requireNonNull(table, "table");
    this.time = Objects.requireNonNull(time, "time");
    this.crossings = new Crossings(table, time, thresholds);
    this.sweeper = new Sweeper(table, time);
  }

  @Override
  public Verdict tryConsume(TenantId tenant, Allowance allowance, String requestId, long amount) {
    requireAmount(amount);
    QuotaCounter counter = QuotaCounter.at(tenant, allowance, time.instant());
    ByteBuffer id = Fingerprint.of(requestId).bytes();
    ByteBuffer refund = refundOf(requestId);
    WriteOutcome outcome =
        sweeper.retrying(
            counter,
            amount,
            () ->
                table.update(
                    counter.key(),
                    counter.taking(amount).and(RecentIds.at(time.instant()).remembering(id)),
                    Condition.all(
                        counter.room(amount), RecentIds.unknown(id), RecentIds.unknown(refund))));
    Item item = Outcomes.item(outcome);
    Standing standing = counter.standing(item);
    crossings.tell(counter, item);
    // Looked at first: the id itself may be forgotten before its refund is, or after.
    if (RecentIds.known(item, refund)) {
      return new Verdict.Spent(standing);
    }
    return RecentIds.known(item, id)
        ? new Verdict.Granted(counter.ticket(requestId, amount), standing)
        : new Verdict.Denied(standing);
  }

  @Override
  public void refund(Ticket ticket, long amount) {
    if (amount < 1 || amount > ticket.amount()) {
      throw new IllegalArgumentException(
          "a refund must be 1 to " + ticket.amount() + ": " + amount);
    }
    giveBack(QuotaCounter.of(ticket), refundOf(ticket.requestId()), amount);
  }

  @Override
  public void giveBack(TenantId tenant, Allowance allowance, String requestId, long amount) {
    requireAmount(amount);
    QuotaCounter counter = QuotaCounter.at(tenant, allowance, time.instant());
    giveBack(counter, Fingerprint.of(requestId).bytes(), amount);
  }

  private void giveBack(QuotaCounter counter, ByteBuffer id, long amount) {
    Update update = QuotaCounter.giving(amount).and(RecentIds.at(time.instant()).remembering(id));
    Condition enough = attribute(QuotaCounter.TAKEN).atLeast(amount);
    table.update(counter.key(), update, enough.and(RecentIds.unknown(id)));
  }

  @Override
  public Standing standing(TenantId tenant, Allowance allowance) {
    QuotaCounter counter = QuotaCounter.at(tenant, allowance, time.instant());
    return counter.standing(table.get(counter.key()).orElse(Item.empty()));
  }

  private static ByteBuffer refundOf(String requestId) {
    return Fingerprint.of("refund of " + requestId).bytes();
  }

  static void requireAmount(long amount) {
    if (amount < 1 || amount > Metric.MOST) {
      throw new IllegalArgumentException("amount must be 1 to " + Metric.MOST + ": " + amount);
    }
  }
}
