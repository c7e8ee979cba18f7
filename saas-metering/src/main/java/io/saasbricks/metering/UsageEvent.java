package io.saasbricks.metering;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Something that happened once and is to be counted once. Immutable.
 *
 * <p>A repetition must carry the same id and the same time: the time decides where the id is looked
 * for.
 *
 * @param id unique for the tenant, 1 to 256 characters
 * @param time when it happened; decides the hour it counts for
 * @param amounts by metric that takes amounts, each 0 to {@link Metric#MOST}
 * @param members by metric that counts members
 */
public record UsageEvent(
    String id, Instant time, Map<Metric, Long> amounts, Map<Metric, Set<String>> members) {
  private static final int LONGEST_ID = 256;

  /**
   * Checks every part.
   *
   * @throws IllegalArgumentException if the id or an amount is out of range, or a metric is given
   *     an amount where it counts members, or the reverse
   */
  public UsageEvent {
    Objects.requireNonNull(time, "time");
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      throw new IllegalArgumentException("event id must have 1 to " + LONGEST_ID + " characters");
    }
    amounts = Map.copyOf(amounts);
    members = copy(members);
    amounts.forEach(Metric::requireAmount);
    members.forEach((metric, names) -> names.forEach(metric::requireMember));
  }

  /** An event that counts for nothing yet. */
  public static UsageEvent of(String id, Instant time) {
    return new UsageEvent(id, time, Map.of(), Map.of());
  }

  /**
   * This event with the metric's amount, instead of an earlier one.
   *
   * @throws IllegalArgumentException if the amount is out of range, or the metric counts members
   */
  public UsageEvent with(Metric metric, long amount) {
    Map<Metric, Long> more = new LinkedHashMap<>(amounts);
    more.put(metric, amount);
    return new UsageEvent(id, time, more, members);
  }

  /**
   * This event with one more member of a metric that counts members; only a hash of it is stored.
   *
   * @throws IllegalArgumentException if the member is empty, or the metric takes amounts
   */
  public UsageEvent with(Metric metric, String member) {
    Map<Metric, Set<String>> more = new LinkedHashMap<>(members);
    Set<String> names = new LinkedHashSet<>(members.getOrDefault(metric, Set.of()));
    names.add(member);
    more.put(metric, Set.copyOf(names));
    return new UsageEvent(id, time, amounts, more);
  }

  /** Whether nothing would be counted. */
  public boolean isEmpty() {
    return amounts.isEmpty() && members.isEmpty();
  }

  private static Map<Metric, Set<String>> copy(Map<Metric, Set<String>> members) {
    Map<Metric, Set<String>> copy = new LinkedHashMap<>();
    members.forEach((metric, names) -> copy.put(metric, Set.copyOf(names)));
    return Map.copyOf(copy);
  }
}
