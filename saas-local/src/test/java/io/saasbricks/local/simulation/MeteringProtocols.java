package io.saasbricks.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Ways to count the units of events that come more than once; each event must count once. */
final class MeteringProtocols {
  private MeteringProtocols() {}

  /** Counts one event. */
  interface Meter {
    void record(Store store, Container container, String event, int units);
  }

  /** Two containers get the same two events; three and five units make eight. */
  static Simulation.Scenario counts(Meter meter) {
    return counts(List.of("a", "b"), meter);
  }

  /** Nobody else gets the event, so what is lost stays lost. */
  static Simulation.Scenario countsOfOneDelivery(Meter meter) {
    return counts(List.of("a"), meter);
  }

  private static Simulation.Scenario counts(List<String> names, Meter meter) {
    return simulation -> {
      Store truth = Store.created(simulation);
      for (String name : names) {
        for (int units : List.of(3, 5)) {
          simulation.container(
              name + units,
              container ->
                  meter.record(new Store(container.client()), container, "event-" + units, units));
        }
      }
      simulation.run();
      assertThat(truth.amount("total")).isEqualTo(8);
    };
  }

  /** Right: receipt and total move together. */
  static void receiptAndTotalTogether(Store store, Container container, String event, int units) {
    try {
      store.addWithReceipt(event, "total", units);
    } catch (TransactionCanceledException e) {
      if (!e.cancellationReasons().get(0).code().equals("ConditionalCheckFailed")) {
        throw e;
      }
    }
  }

  static void plainAdd(Store store, Container container, String event, int units) {
    store.add("total", units);
  }

  static void receiptFirst(Store store, Container container, String event, int units) {
    if (store.putNew(event, Map.of()).isEmpty()) {
      store.add("total", units);
    }
  }

  static void counterFirst(Store store, Container container, String event, int units) {
    if (store.get(event, true).isEmpty()) {
      store.add("total", units);
      store.put(event, "-", Map.of());
    }
  }

  static void newReceiptPerDelivery(Store store, Container container, String event, int units) {
    store.addWithReceipt(event + container.random().nextLong(), "total", units);
  }

  static void swallowedCancellation(Store store, Container container, String event, int units) {
    try {
      store.addWithReceipt(event, "total", units);
    } catch (TransactionCanceledException e) {
      assertThat(e.hasCancellationReasons()).isTrue();
    }
  }

  static void acknowledgedInSpiteOfErrors(
      Store store, Container container, String event, int units) {
    try {
      receiptAndTotalTogether(store, container, event, units);
    } catch (RuntimeException e) {
      assertThat(e).isNotNull();
    }
  }

  /** A client token is forgotten after ten minutes. */
  static void tokenInsteadOfReceipt(Store store, Container container, String event, int units) {
    store.addWithToken(event, "total", units);
  }
}
