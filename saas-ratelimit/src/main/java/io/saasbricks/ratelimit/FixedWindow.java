package io.saasbricks.ratelimit;

import io.saasbricks.core.table.Attribute;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** Counts the charges of each calendar period. State: one number a period. */
record FixedWindow(Window period) implements Algorithm {
  @Override
  public void requireQuota(String policy, long quota) {
    Algorithm.requireRange(policy, quota, Policy.MAX_QUOTA);
  }

  @Override
  public Change charge(Charge charge, Item known) {
    Attribute counter = Attribute.attribute(slots(charge).name(index(charge)));
    return new Change(
        Update.set(counter, counter.orElse(0).plus(charge.cost())),
        counter.missing().or(counter.atMost(charge.quota() - charge.cost())));
  }

  @Override
  public Standing standing(Charge charge, Item item) {
    long used = slots(charge).count(item, index(charge));
    Duration left = Duration.between(charge.now(), period.start(index(charge) + 1));
    boolean fits = used <= charge.quota() - charge.cost();
    return new Standing(Math.max(0, charge.quota() - used), fits ? Duration.ZERO : left, left);
  }

  @Override
  public Change refund(Charge charge, Item item) {
    return slots(charge).refund(item);
  }

  @Override
  public Set<String> outdated(Charge charge, Item known) {
    return slots(charge).outdated(known);
  }

  @Override
  public Instant over(Charge charge) {
    return period.start(index(charge) + 1);
  }

  @Override
  public Duration window(Instant now) {
    return period.length(period.index(now));
  }

  private Slots slots(Charge charge) {
    return new Slots(charge, index(charge), period.shortest());
  }

  private long index(Charge charge) {
    return period.index(charge.now());
  }

  @Override
  public String toString() {
    return period.name().toLowerCase(Locale.ROOT);
  }
}
