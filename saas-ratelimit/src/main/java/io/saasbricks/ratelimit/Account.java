package io.saasbricks.ratelimit;

import io.saasbricks.core.table.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one request charges to one item.
 *
 * @param placed the policies whose counters the item holds
 * @param token tells a repetition of the same write from another request
 * @param trace of the message that the request is, if it is one
 */
record Account(
    Key key,
    List<Placed> placed,
    long cost,
    Instant now,
    long token,
    Optional<MessageTrace> trace) {
  /** Sliding windows of one item share the operators that DynamoDB allows. */
  private static final int CLAUSES = 50;

  /** A policy and the suffix of its attributes. */
  record Placed(Policy policy, String suffix) {}

  /** The accounts that the limits charge for a request, one unless policies count across. */
  static List<Account> of(Limits limits, Subject subject, long cost, Instant now, long token) {
    Map<Key, List<Placed>> placed = new LinkedHashMap<>();
    for (Policy policy : limits.policies()) {
      Place place = policy.scope().place(subject);
      placed
          .computeIfAbsent(place.key(limits.name()), key -> new ArrayList<>())
          .add(new Placed(policy, place.suffix()));
    }
    return placed.entrySet().stream()
        .map(
            item -> new Account(item.getKey(), item.getValue(), cost, now, token, Optional.empty()))
        .toList();
  }

  /** This account, to be charged for a message. */
  Account tracing(Optional<MessageTrace> left) {
    return new Account(key, placed, cost, now, token, left);
  }

  /** This account as of later. */
  Account after(Duration time) {
    return new Account(key, placed, cost, now.plus(time), token, trace);
  }

  Charge charge(Placed one, Policy effective) {
    return new Charge(effective, one.suffix(), cost, now, CLAUSES / slidingWindows());
  }

  private int slidingWindows() {
    long count =
        placed.stream().filter(one -> one.policy().algorithm() instanceof SlidingWindow).count();
    return (int) Math.max(1, count);
  }
}
