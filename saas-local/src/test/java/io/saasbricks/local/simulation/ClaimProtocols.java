package io.saasbricks.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Ways to own something alone, and to change what others change too. */
final class ClaimProtocols {
  private ClaimProtocols() {}

  /** Claims the name for an owner and tells whether the owner has it. */
  interface Claim {
    boolean wins(Store store, String owner);
  }

  /** Two containers want one name: exactly one gets it. */
  static Simulation.Scenario claims(Claim claim) {
    return simulation -> {
      Store.created(simulation);
      Set<String> winners = new TreeSet<>();
      for (String owner : List.of("a", "b")) {
        simulation.container(
            owner,
            container -> {
              if (claim.wins(new Store(container.client()), owner)) {
                winners.add(owner);
              }
            });
      }
      simulation.run();
      assertThat(winners).hasSize(1);
    };
  }

  private static Map<String, AttributeValue> owned(String owner) {
    return Map.of("owner", AttributeValue.fromS(owner));
  }

  /** Right: whoever finds a claim looks whose it is. */
  static boolean conditionalPutThatKnowsItself(Store store, String owner) {
    return store
        .putNew("name", owned(owner))
        .map(existing -> Store.attribute(existing, "owner").s().equals(owner))
        .orElse(true);
  }

  static boolean failsAgainstItself(Store store, String owner) {
    return store.putNew("name", owned(owner)).isEmpty();
  }

  static boolean checkThenPut(Store store, String owner) {
    if (store.get("name", true).isPresent()) {
      return Store.attribute(store.get("name", true).orElseThrow(), "owner").s().equals(owner);
    }
    store.put("name", "-", owned(owner));
    return true;
  }

  /** Adds an event to a set kept in one item. */
  interface Addition {
    void add(Store store, Container container, String event);
  }

  /** Three containers add an event each: none is lost. */
  static Simulation.Scenario collects(Addition addition) {
    return simulation -> {
      Store truth = Store.created(simulation);
      List<String> events = List.of("x", "y", "z");
      for (String event : events) {
        simulation.container(
            event, container -> addition.add(new Store(container.client()), container, event));
      }
      simulation.run();
      assertThat(events(truth.get("list", true))).containsAll(events);
    };
  }

  private static Set<String> events(Optional<Map<String, AttributeValue>> item) {
    return item.map(found -> (Set<String>) new TreeSet<>(Store.attribute(found, "events").ss()))
        .orElseGet(TreeSet::new);
  }

  private static Map<String, AttributeValue> with(
      Optional<Map<String, AttributeValue>> item, String event) {
    Set<String> events = events(item);
    events.add(event);
    int version =
        item.map(found -> Integer.parseInt(Store.attribute(found, "version").n())).orElse(0);
    return Map.of(
        "events", AttributeValue.fromSs(List.copyOf(events)), "version", Store.number(version + 1));
  }

  /** Right: a version that only one writer can move on. */
  static void versionedPut(Store store, Container container, String event) {
    Optional<Map<String, AttributeValue>> item = store.get("list", true);
    while (!events(item).contains(event)) {
      Map<String, AttributeValue> changed = with(item, event);
      Optional<Map<String, AttributeValue>> winner =
          item.isEmpty()
              ? store.putNew("list", changed)
              : store.putIf(
                  "list",
                  changed,
                  "version = :version",
                  Map.of(":version", Store.attribute(item.get(), "version")));
      item = winner.isPresent() ? winner : Optional.of(changed);
    }
  }

  static void lastWriterWins(Store store, Container container, String event) {
    store.put("list", "-", with(store.get("list", true), event));
  }

  /** A lease says nothing about who still holds it when the write arrives. */
  static void leaseWithoutFence(Store store, Container container, String event) {
    long now = container.time().instant().getEpochSecond();
    long end = now + Duration.ofMinutes(5).toSeconds();
    Map<String, AttributeValue> lease = Map.of("expiry", AttributeValue.fromN("" + end));
    boolean taken =
        store
            .putIf(
                "lease",
                lease,
                "attribute_not_exists(PK) OR expiry < :now",
                Map.of(":now", AttributeValue.fromN("" + now)))
            .isPresent();
    if (taken && container.life() < 20) {
      throw new IllegalStateException("leased by another");
    }
    lastWriterWins(store, container, event);
  }
}
