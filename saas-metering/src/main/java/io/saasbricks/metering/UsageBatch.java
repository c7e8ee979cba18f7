package io.saasbricks.metering;

import io.saasbricks.core.http.HttpRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The usage of one request, collected while it is served and written once. Adding costs no request;
 * {@link WithUsage} writes when the request has been served. Safe for concurrent use.
 */
public final class UsageBatch {
  static final HttpRequest.Attribute<UsageBatch> ATTRIBUTE = new HttpRequest.Attribute<>("usage");

  private final String id;
  private final Instant time;
  private final Map<Metric, Long> amounts = new LinkedHashMap<>();
  private final Map<Metric, Set<String>> members = new LinkedHashMap<>();

  private UsageBatch(String id, Instant time) {
    this.id = id;
    this.time = time;
  }

  /**
   * An empty batch.
   *
   * @param id unique for the tenant; batches of the same id and time count once
   */
  public static UsageBatch of(String id, Instant time) {
    return new UsageBatch(id, time);
  }

  /**
   * The batch of a request that came through {@link WithUsage}.
   *
   * @throws IllegalStateException if it did not
   */
  public static UsageBatch of(HttpRequest request) {
    return request
        .get(ATTRIBUTE)
        .orElseThrow(() -> new IllegalStateException("the route is not behind WithUsage"));
  }

  /**
   * Adds an amount of the metric: to the sum, as the new maximum, or as the last one.
   *
   * @throws IllegalArgumentException if the amount or the sum is out of range; the batch stays as
   *     it was
   */
  public synchronized UsageBatch add(Metric metric, long amount) {
    metric.requireAmount(amount);
    long known = amounts.getOrDefault(metric, 0L);
    long merged =
        switch (metric.aggregation()) {
          case SUM -> metric.requireAmount(known + amount);
          case MAX -> Math.max(known, amount);
          default -> amount;
        };
    amounts.put(metric, merged);
    return this;
  }

  /**
   * Adds a member of a metric that counts members.
   *
   * @throws IllegalArgumentException if the member is empty, or the metric takes amounts
   */
  public synchronized UsageBatch add(Metric metric, String member) {
    members
        .computeIfAbsent(metric, none -> new LinkedHashSet<>())
        .add(metric.requireMember(member));
    return this;
  }

  /** Everything added so far as one event, of the batch's id and time. */
  public synchronized UsageEvent toEvent() {
    return new UsageEvent(id, time, amounts, members);
  }
}
