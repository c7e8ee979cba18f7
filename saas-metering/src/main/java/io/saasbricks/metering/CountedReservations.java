package io.saasbricks.metering;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.Update;
import io.saasbricks.core.table.WriteOutcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;

/*
 * Every step is one conditional update of the counter's item, and each condition tells from the old
 * item whether an earlier try of the same step has landed: reserving finds its entry open, settling
 * finds its id among the settled ones. A settlement that is refused for good is fenced first, so that
 * a delayed copy of its own earlier try cannot land after the caller was told.
 */

/** Keeps open reservations in the counter's item. */
final class CountedReservations implements Reservations {
  private final SaasTable table;
  private final InstantSource time;
  private final Crossings crossings;
  private final Sweeper sweeper;

  CountedReservations(SaasTable table, InstantSource time, Thresholds thresholds) {
    this.table = Objects.requireNonNull(table, "table");
    this.time = Objects.requireNonNull(time, "time");
    this.crossings = new Crossings(table, time, thresholds);
    this.sweeper = new Sweeper(table, time);
  }

  /** The names of one request in the item. */
  private record Request(String entry, ByteBuffer settled, ByteBuffer lost) {
    static Request of(String requestId) {
      byte[] bytes = new byte[Long.BYTES];
      Fingerprint.of(requestId).bytes().get(bytes);
      return new Request(
          HexFormat.of().formatHex(bytes),
          Fingerprint.of("settlement of " + requestId).bytes(),
          Fingerprint.of("loss of " + requestId).bytes());
    }

    /** Whether the reservation was settled, lost or has expired. */
    boolean isOver(Item item) {
      return RecentIds.known(item, settled)
          || RecentIds.known(item, lost)
          || QuotaCounter.hasSwept(item, entry);
    }
  }

  @Override
  public Verdict tryReserve(
      TenantId tenant, Allowance allowance, String requestId, long amount, Duration hold) {
    CountedQuota.requireAmount(amount);
    if (hold.isNegative() || hold.isZero()) {
      throw new IllegalArgumentException("a hold must be positive: " + hold);
    }
    Instant now = time.instant();
    QuotaCounter counter = QuotaCounter.at(tenant, allowance, now);
    Request request = Request.of(requestId);
    Update update =
        counter.taking(amount).and(QuotaCounter.opening(request.entry(), amount, now.plus(hold)));
    Condition fresh =
        Condition.all(
            counter.room(amount),
            QuotaCounter.isOpen(request.entry()).negated(),
            QuotaCounter.isSwept(request.entry()).negated(),
            RecentIds.unknown(request.settled()),
            RecentIds.unknown(request.lost()));
    WriteOutcome outcome =
        sweeper.retrying(counter, amount, () -> table.update(counter.key(), update, fresh));
    Item item = Outcomes.item(outcome);
    Standing standing = counter.standing(item);
    crossings.tell(counter, item);
    if (QuotaCounter.hasOpen(item, request.entry())) {
      return new Verdict.Granted(counter.ticket(requestId, amount), standing);
    }
    return request.isOver(item) ? new Verdict.Spent(standing) : new Verdict.Denied(standing);
  }

  @Override
  public Settlement commit(Ticket ticket, long used) {
    if (used < 0 || used > ticket.amount()) {
      throw new IllegalArgumentException("used must be 0 to " + ticket.amount() + ": " + used);
    }
    QuotaCounter counter = QuotaCounter.of(ticket);
    Request request = Request.of(ticket.requestId());
    Update update =
        remembering(request.settled())
            .and(QuotaCounter.giving(ticket.amount() - used))
            .and(QuotaCounter.closing(request.entry()));
    WriteOutcome outcome =
        table.update(counter.key(), update, QuotaCounter.isOpen(request.entry()));
    Item item = Outcomes.item(outcome);
    if (!outcome.applied() && QuotaCounter.hasSwept(item, request.entry())) {
      item = commitLate(counter, request, used);
    }
    return settlement(counter, request, item);
  }

  /** The reservation has been swept: takes what was used if there is room, else gives it up. */
  private Item commitLate(QuotaCounter counter, Request request, long used) {
    Condition swept = QuotaCounter.isSwept(request.entry());
    Update forget = QuotaCounter.forgetting(request.entry());
    WriteOutcome late =
        table.update(
            counter.key(),
            forget.and(remembering(request.settled())).and(counter.taking(used)),
            used == 0 ? swept : swept.and(counter.room(used)));
    Item item = Outcomes.item(late);
    if (!late.applied() && QuotaCounter.hasSwept(item, request.entry())) {
      Update fence = forget.and(remembering(request.lost()));
      item = Outcomes.item(table.update(counter.key(), fence, swept));
    }
    return item;
  }

  private Update remembering(ByteBuffer id) {
    return RecentIds.at(time.instant()).remembering(id);
  }

  private static Settlement settlement(QuotaCounter counter, Request request, Item item) {
    Standing standing = counter.standing(item);
    return RecentIds.known(item, request.settled())
        ? new Settlement.Settled(standing)
        : new Settlement.Lost(standing);
  }
}
