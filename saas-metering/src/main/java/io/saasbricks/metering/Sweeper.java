package io.saasbricks.metering;

import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.Update;
import io.saasbricks.core.table.WriteOutcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Frees what expired reservations hold, when somebody needs it. So no job is needed that sweeps: an
 * expired reservation is in nobody's way until a limit is reached.
 */
final class Sweeper {
  private static final Duration SETTLED_LATE = Duration.ofHours(1);

  /** As many as leave the expression far below DynamoDB's limit of 4 KB. */
  private static final int AT_ONCE = 20;

  private final SaasTable table;
  private final InstantSource time;

  Sweeper(SaasTable table, InstantSource time) {
    this.table = table;
    this.time = time;
  }

  /** The outcome of the write, made again as long as sweeping gives it more room. */
  WriteOutcome retrying(QuotaCounter counter, long amount, Supplier<WriteOutcome> write) {
    WriteOutcome outcome = write.get();
    while (!outcome.applied()
        && counter.standing(Outcomes.item(outcome)).remaining() < amount
        && sweep(counter, Outcomes.item(outcome))) {
      outcome = write.get();
    }
    return outcome;
  }

  /** Sweeps what has expired in the item; whether there was anything. */
  private boolean sweep(QuotaCounter counter, Item item) {
    Instant now = time.instant();
    List<QuotaCounter.Entry> expired =
        QuotaCounter.open(item).stream()
            .filter(entry -> entry.until().isBefore(now))
            .limit(AT_ONCE)
            .toList();
    if (expired.isEmpty()) {
      return false;
    }
    BigDecimal freed =
        expired.stream().map(QuotaCounter.Entry::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    Update update = QuotaCounter.giving(freed);
    Condition allOpen = Condition.always();
    for (QuotaCounter.Entry entry : expired) {
      update = update.and(QuotaCounter.sweeping(entry, now));
      allOpen = allOpen.and(QuotaCounter.isOpen(entry.id()));
    }
    // Refused if another sweeper or a late settlement was faster; the caller's write looks again.
    table.update(counter.key(), update.and(forgetting(item, now)), allOpen);
    return true;
  }

  private static Update forgetting(Item item, Instant now) {
    return QuotaCounter.swept(item).stream()
        .filter(entry -> entry.until().plus(SETTLED_LATE).isBefore(now))
        .limit(AT_ONCE)
        .map(entry -> QuotaCounter.forgetting(entry.id()))
        .reduce(Update.nothing(), Update::and);
  }
}
