package io.saasbricks.metering;

import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Update;
import io.saasbricks.metering.Metric.Aggregation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/*
 * Every aggregation is stored so that DynamoDB's ADD merges it: sums as numbers, the others as sets.
 * A maximum is a set of amounts, the last amount a set of numbers made of time and amount, members a
 * set of their fingerprints. ADD on sets commutes and is idempotent, so one write takes any mix of
 * metrics in any order, without a condition per metric. Attribute "s.api_calls" is the sum of
 * api_calls, "l." the last amount, "x." the maximum, "u." the unique members.
 */

/** Metrics of some span being added up from items. Not safe for concurrent use. */
final class Tally {
  /** Shifts a time before an amount: amounts have at most 15 digits. */
  private static final BigInteger SHIFT = BigInteger.TEN.pow(15);

  private final Map<Metric, BigDecimal> numbers = new LinkedHashMap<>();
  private final Map<Metric, Set<ByteBuffer>> members = new LinkedHashMap<>();

  /** The change that adds the event to an item. */
  static Update adding(UsageEvent event) {
    Update update = Update.nothing();
    for (Map.Entry<Metric, Long> entry : event.amounts().entrySet()) {
      Metric metric = entry.getKey();
      update =
          update.and(Update.add(attribute(metric), stored(metric, event.time(), entry.getValue())));
    }
    for (Map.Entry<Metric, Set<String>> entry : event.members().entrySet()) {
      Set<ByteBuffer> fingerprints =
          entry.getValue().stream()
              .map(name -> Fingerprint.of(name).bytes())
              .collect(Collectors.toSet());
      update = update.and(Update.add(attribute(entry.getKey()), fingerprints));
    }
    return update;
  }

  /** Adds what the item holds; its other attributes are ignored. */
  void add(Item item) {
    item.attributes()
        .forEach((name, value) -> metric(name).ifPresent(metric -> add(metric, value)));
  }

  /** Adds what the other has added up. */
  void add(Tally other) {
    add(other.toItem());
  }

  /** What has been added up, as an item that {@link #add} takes. */
  Item toItem() {
    Item item = Item.empty();
    for (Map.Entry<Metric, BigDecimal> entry : numbers.entrySet()) {
      boolean sum = entry.getKey().aggregation() == Aggregation.SUM;
      Object value = sum ? entry.getValue() : Set.of(entry.getValue());
      item = item.with(attribute(entry.getKey()), value);
    }
    for (Map.Entry<Metric, Set<ByteBuffer>> entry : members.entrySet()) {
      item = item.with(attribute(entry.getKey()), Set.copyOf(entry.getValue()));
    }
    return item;
  }

  /**
   * What has been added up.
   *
   * @throws ArithmeticException if a sum does not fit a {@code long}
   */
  Usage toUsage() {
    Map<Metric, Long> totals = new LinkedHashMap<>();
    numbers.forEach((metric, number) -> totals.put(metric, amount(metric, number)));
    members.forEach((metric, names) -> totals.put(metric, (long) names.size()));
    return new Usage(totals);
  }

  private void add(Metric metric, Object value) {
    if (metric.aggregation() == Aggregation.UNIQUE) {
      Set<ByteBuffer> known = members.computeIfAbsent(metric, none -> new LinkedHashSet<>());
      elements(value).forEach(member -> known.add((ByteBuffer) member));
    } else if (metric.aggregation() == Aggregation.SUM) {
      numbers.merge(metric, decimal(value), BigDecimal::add);
    } else {
      elements(value).forEach(number -> numbers.merge(metric, decimal(number), BigDecimal::max));
    }
  }

  private static Object stored(Metric metric, Instant time, long amount) {
    return switch (metric.aggregation()) {
      case SUM -> amount;
      case MAX -> Set.of(amount);
      case LAST ->
          Set.of(
              BigInteger.valueOf(time.toEpochMilli())
                  .multiply(SHIFT)
                  .add(BigInteger.valueOf(amount)));
      case UNIQUE -> throw new IllegalArgumentException(metric + " takes no amount");
    };
  }

  private static long amount(Metric metric, BigDecimal number) {
    return metric.aggregation() == Aggregation.LAST
        ? number.toBigIntegerExact().mod(SHIFT).longValueExact()
        : number.longValueExact();
  }

  private static Collection<?> elements(Object value) {
    return (Collection<?>) value;
  }

  private static BigDecimal decimal(Object value) {
    return new BigDecimal(value.toString());
  }

  private static String attribute(Metric metric) {
    return prefix(metric.aggregation()) + "." + metric.name();
  }

  private static char prefix(Aggregation aggregation) {
    return switch (aggregation) {
      case SUM -> 's';
      case LAST -> 'l';
      case MAX -> 'x';
      case UNIQUE -> 'u';
    };
  }

  private static Optional<Metric> metric(String attribute) {
    if (attribute.length() < 3 || attribute.charAt(1) != '.') {
      return Optional.empty();
    }
    for (Aggregation aggregation : Aggregation.values()) {
      if (prefix(aggregation) == attribute.charAt(0)) {
        return Optional.of(new Metric(attribute.substring(2), aggregation));
      }
    }
    return Optional.empty();
  }
}
