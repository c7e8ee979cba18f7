package io.saasbricks.llm;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * What this process has seen of the models of late: who is to be left alone, and who is quick. Each
 * container learns by itself; that costs a failed call now and then, and no request. Thread-safe.
 */
final class ModelHealth {
  private static final Duration AFTER_LIMIT = Duration.ofSeconds(5);
  private static final Duration AFTER_FAILURES = Duration.ofSeconds(30);
  private static final Duration AFTER_DENIAL = Duration.ofMinutes(5);
  private static final Duration AFTER_RETIREMENT = Duration.ofHours(1);
  private static final Duration LONGEST_LIMIT = Duration.ofMinutes(10);
  private static final int TOLERATED_FAILURES = 2;
  private static final double WEIGHT_OF_NEWEST = 0.3;

  private record State(long restingUntil, int failures, Optional<Double> latencyNanos) {}

  private final LongSupplier nanoTime;
  private final long start;
  private final ConcurrentMap<String, State> states = new ConcurrentHashMap<>();

  ModelHealth(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** Whether the model is better left alone for now. */
  boolean resting(ModelCard card) {
    return resting(card.id()) || resting(providerKey(card));
  }

  private boolean resting(String key) {
    return state(key).restingUntil() > now();
  }

  /** The usual time to an answer; empty until there was one. */
  Optional<Double> latencyNanos(ModelCard card) {
    return state(card.id()).latencyNanos();
  }

  void answered(ModelCard card, Duration latency) {
    states.compute(
        card.id(),
        (id, state) -> {
          double newest = latency.toNanos();
          Optional<Double> before = state == null ? Optional.empty() : state.latencyNanos();
          double average =
              before.map(old -> old + WEIGHT_OF_NEWEST * (newest - old)).orElse(newest);
          return new State(0, 0, Optional.of(average));
        });
  }

  void failed(ModelCard card, ChatException failure) {
    switch (failure.failure()) {
      case RATE_LIMITED -> rest(card.id(), limit(failure));
      case DENIED -> rest(providerKey(card), AFTER_DENIAL);
      case MODEL_GONE -> rest(card.id(), AFTER_RETIREMENT);
      case OVERLOADED, UNREACHABLE, BROKEN_OFF -> countFailure(card.id());
      // The request's fault, not the model's.
      case TOO_LONG, INVALID -> {}
    }
  }

  private static Duration limit(ChatException failure) {
    Duration told = failure.retryAfter().orElse(AFTER_LIMIT);
    return told.compareTo(LONGEST_LIMIT) > 0 ? LONGEST_LIMIT : told;
  }

  private void countFailure(String key) {
    State before = state(key);
    boolean tooMany = before.failures() >= TOLERATED_FAILURES;
    long until = tooMany ? now() + AFTER_FAILURES.toNanos() : before.restingUntil();
    states.put(key, new State(until, before.failures() + 1, before.latencyNanos()));
  }

  private void rest(String key, Duration time) {
    State before = state(key);
    states.put(key, new State(now() + time.toNanos(), before.failures(), before.latencyNanos()));
  }

  private State state(String key) {
    return states.getOrDefault(key, new State(0, 0, Optional.empty()));
  }

  private long now() {
    return nanoTime.getAsLong() - start;
  }

  /** Never the id of a model: those have no colon. */
  private static String providerKey(ModelCard card) {
    return "provider:" + card.provider().name();
  }
}
