package io.saasbricks.metering;

import static io.saasbricks.core.table.Attribute.attribute;

import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.Update;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/*
 * Attribute "t.80" holds the second until which somebody is telling of the crossing of 80 %, or DONE.
 * Whoever sees the counter above the mark and nobody telling claims it, tells, and sets DONE. So a
 * crossing is told once, and again only if the one who claimed it stopped before it was done.
 */

/** Tells of thresholds that a counter has crossed. */
final class Crossings {
  private static final Duration CLAIM = Duration.ofMinutes(1);
  private static final long DONE = Long.MAX_VALUE;

  private final SaasTable table;
  private final InstantSource time;
  private final Thresholds thresholds;

  Crossings(SaasTable table, InstantSource time, Thresholds thresholds) {
    this.table = table;
    this.time = time;
    this.thresholds = thresholds;
  }

  /** Tells what the item shows to be crossed and not yet told. No request if there is nothing. */
  void tell(QuotaCounter counter, Item item) {
    long taken = item.number(QuotaCounter.TAKEN, 0);
    for (int percent : thresholds.percents()) {
      if (taken >= mark(counter.allowance().limit(), percent) && claim(counter, item, percent)) {
        thresholds
            .listener()
            .crossed(
                new Thresholds.Crossing(
                    counter.tenant(),
                    counter.allowance(),
                    counter.span(),
                    percent,
                    counter.standing(item)));
        table.update(counter.key(), Update.set(name(percent), DONE), Condition.exists());
      }
    }
  }

  private boolean claim(QuotaCounter counter, Item item, int percent) {
    Instant now = time.instant();
    String name = name(percent);
    if (item.number(name, 0) >= now.getEpochSecond()) {
      return false;
    }
    Condition free = attribute(name).missing().or(attribute(name).lessThan(now.getEpochSecond()));
    Update claim = Update.set(name, now.plus(CLAIM).getEpochSecond());
    return table.update(counter.key(), claim, Condition.exists().and(free)).applied();
  }

  /** The smallest amount that is at least so many percent of the limit; at least one. */
  private static long mark(long limit, int percent) {
    return Math.max(1, -Math.floorDiv(-limit * percent, 100));
  }

  private static String name(int percent) {
    return "t." + percent;
  }
}
