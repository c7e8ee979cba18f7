package io.saasbricks.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Ways to read all, write all, send once and name things apart. */
final class DeliveryProtocols {
  private static final List<String> SORTS =
      List.of("item-1", "item-2", "item-3", "item-4", "item-5");

  private DeliveryProtocols() {}

  /** Five items are read in pages of two. */
  static Simulation.Scenario reads(boolean allPages) {
    return simulation -> {
      Store truth = Store.created(simulation);
      SORTS.forEach(sort -> truth.put("list", sort, Map.of()));
      simulation.container(
          "a",
          container -> {
            Store store = new Store(container.client());
            Store.Page page = store.page("list", "item", Map.of());
            List<String> read = new ArrayList<>(page.sortKeys());
            while (allPages && !page.next().isEmpty()) {
              page = store.page("list", "item", page.next());
              read.addAll(page.sortKeys());
            }
            assertThat(read).isEqualTo(SORTS);
          });
      simulation.run();
    };
  }

  /** Five items are written in a batch. */
  static Simulation.Scenario writes(boolean untilProcessed) {
    return simulation -> {
      Store truth = Store.created(simulation);
      simulation.container("a", container -> write(new Store(container.client()), untilProcessed));
      simulation.run();
      Set<String> written = new TreeSet<>();
      for (String sort : SORTS) {
        written.addAll(truth.page("list", sort, Map.of()).sortKeys());
      }
      assertThat(written).containsExactlyElementsOf(SORTS);
    };
  }

  private static void write(Store store, boolean untilProcessed) {
    Map<String, List<WriteRequest>> left =
        Map.of("app", SORTS.stream().map(DeliveryProtocols::put).toList());
    do {
      Map<String, List<WriteRequest>> next = left;
      var answer = store.client().batchWriteItem(request -> request.requestItems(next));
      // An answer without a body does not say that nothing is left.
      left = answer.hasUnprocessedItems() ? answer.unprocessedItems() : next;
    } while (untilProcessed && !left.isEmpty());
  }

  private static WriteRequest put(String sort) {
    PutRequest put = PutRequest.builder().item(Store.key("list", sort)).build();
    return WriteRequest.builder().putRequest(put).build();
  }

  /** An hour's total is sent to a biller that knows each identifier once. */
  static Simulation.Scenario exports(boolean sameIdentifier) {
    return simulation -> {
      Store truth = Store.created(simulation);
      truth.put("hour", "-", Map.of("amount", Store.number(7)));
      Map<String, Integer> biller = new HashMap<>();
      for (String name : List.of("a", "b")) {
        simulation.container(name, container -> export(container, biller, sameIdentifier));
      }
      simulation.run();
      assertThat(biller.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(7);
    };
  }

  private static void export(
      Container container, Map<String, Integer> biller, boolean sameIdentifier) {
    Store store = new Store(container.client());
    Map<String, AttributeValue> hour = store.get("hour", true).orElseThrow();
    if (!hour.containsKey("sent")) {
      String identifier = sameIdentifier ? "hour" : "hour-" + container.random().nextLong();
      biller.put(identifier, Integer.parseInt(Store.attribute(hour, "amount").n()));
      store.put(
          "hour",
          "-",
          Map.of("amount", Store.attribute(hour, "amount"), "sent", AttributeValue.fromBool(true)));
    }
  }

  /** Users whose names begin alike each read their own notes. */
  static Simulation.Scenario separates(String separator) {
    return simulation -> {
      Store truth = Store.created(simulation);
      String user = simulation.choices().pick(List.of("u", "v", "u1"));
      String other = simulation.choices().pick(List.of("w", "x", "u1", "u12"));
      if (user.equals(other)) {
        return;
      }
      truth.put("notes", user + separator + "mine", Map.of());
      truth.put("notes", other + separator + "theirs", Map.of());
      simulation.container(
          "a",
          container ->
              assertThat(
                      new Store(container.client())
                          .page("notes", user + separator, Map.of())
                          .sortKeys())
                  .containsExactly(user + separator + "mine"));
      simulation.run();
    };
  }

  /** Containers restored from one snapshot each place an order. */
  static Simulation.Scenario orders(boolean idFromEvent) {
    return simulation -> {
      Store truth = Store.created(simulation);
      simulation.clones(
          "clone",
          2,
          Duration.ofDays(30),
          container -> "order-" + container.random().nextLong(),
          (container, idOfSnapshot) ->
              new Store(container.client())
                  .put(
                      "orders",
                      idFromEvent ? "order-" + container.name() : idOfSnapshot,
                      Map.of()));
      simulation.run();
      assertThat(truth.page("orders", "order", Map.of()).sortKeys()).hasSize(2);
    };
  }
}
