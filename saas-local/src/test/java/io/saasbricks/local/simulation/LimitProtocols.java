package io.saasbricks.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Ways to let at most three of nine requests pass, and to stop passing at all. */
final class LimitProtocols {
  private static final int LIMIT = 3;

  private LimitProtocols() {}

  /** Decides one request. */
  interface Limiter {
    boolean admits(Store store);
  }

  static Simulation.Scenario limits(Limiter limiter) {
    return simulation -> {
      Store.created(simulation);
      AtomicInteger admitted = new AtomicInteger();
      for (String name : List.of("a", "b", "c")) {
        simulation.container(
            name,
            container -> {
              Store store = new Store(container.client());
              for (int i = 0; i < LIMIT; i++) {
                if (limiter.admits(store)) {
                  admitted.incrementAndGet();
                }
              }
            });
      }
      simulation.run();
      assertThat(admitted.get()).isLessThanOrEqualTo(LIMIT);
    };
  }

  /** Right: the condition and the count are one write. */
  static boolean conditionalAdd(Store store) {
    return store.addBelow("count", LIMIT);
  }

  static boolean readThenWrite(Store store) {
    if (store.amount("count") >= LIMIT) {
      return false;
    }
    store.add("count", 1);
    return true;
  }

  static boolean missingMeansZero(Store store) {
    AttributeValue count = store.add("count", 1).getOrDefault("amount", Store.number(0));
    return Integer.parseInt(count.n()) <= LIMIT;
  }

  /** A key is used, revoked, and must not be usable any more. */
  static Simulation.Scenario revocation(boolean consistent) {
    return simulation -> {
      Store truth = Store.created(simulation);
      truth.put("key", "-", Map.of("valid", AttributeValue.fromBool(true)));
      simulation.container(
          "a",
          container -> {
            Store store = new Store(container.client());
            boolean used = isValid(store.get("key", consistent));
            store.put("key", "-", Map.of("valid", AttributeValue.fromBool(false)));
            assertThat(isValid(store.get("key", consistent)))
                .as("valid after revocation, used before: %s", used)
                .isFalse();
          });
      simulation.run();
    };
  }

  private static boolean isValid(Optional<Map<String, AttributeValue>> key) {
    return key.filter(item -> item.containsKey("valid") && item.get("valid").bool()).isPresent();
  }
}
