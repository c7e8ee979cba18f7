package io.saasbricks.metering.stripe;

import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.TransactionOutcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Makes what an event causes happen once, however often Stripe delivers it.
 *
 * <p>The event's id is written in the same transaction as its effect: item {@code
 * STRIPE_EVENT#<id>}, kept for 30 days; Stripe repeats for three. Safe for concurrent use.
 */
public final class ProcessedEvents {
  private static final String TYPE = "STRIPE_EVENT";
  private static final Duration KEPT = Duration.ofDays(30);

  private final SaasTable table;
  private final InstantSource time;

  private ProcessedEvents(SaasTable table, InstantSource time) {
    this.table = Objects.requireNonNull(table, "table");
    this.time = Objects.requireNonNull(time, "time");
  }

  /** The events processed, in that table. */
  public static ProcessedEvents of(SaasTable table, InstantSource time) {
    return new ProcessedEvents(table, time);
  }

  /** Whether the event's effect has happened. One read unit. */
  public boolean contains(StripeEvent event) {
    return table.get(key(event)).isPresent();
  }

  /**
   * Adds the event's id to the transaction that is its effect, and commits it. Two write units more
   * than the effect.
   *
   * @return whether the effect happened now: it does not if it has before, or if a condition of the
   *     effect fails, and then the event is not remembered
   */
  public boolean commitOnce(StripeEvent event, Transaction effect) {
    Item item =
        Item.empty()
            .with("type", event.type())
            .with("created", event.created())
            .expiringAt(time.instant().plus(KEPT));
    TransactionOutcome outcome =
        effect.put(table, key(event), item, Condition.absentOrExpired(time.instant())).commit();
    return outcome.applied();
  }

  private static Key key(StripeEvent event) {
    return Key.single(PartitionKey.system(TYPE, event.id()));
  }
}
