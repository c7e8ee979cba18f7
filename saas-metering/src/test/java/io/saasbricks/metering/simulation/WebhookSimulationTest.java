package io.saasbricks.metering.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.Update;
import io.saasbricks.local.simulation.Container;
import io.saasbricks.local.simulation.Simulation;
import io.saasbricks.metering.stripe.ProcessedEvents;
import io.saasbricks.metering.stripe.StripeEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The same events delivered to several containers at once, in different orders. */
class WebhookSimulationTest {
  private static final Key EFFECT = Key.single(PartitionKey.system("EFFECT"));
  private static final int EVENTS = 5;

  @Test
  void everyEventTakesEffectExactlyOnce() {
    Rough.play("webhook", Rough.ALL, Duration.ofMinutes(5), WebhookSimulationTest::play);
  }

  private static void play(Simulation simulation) {
    for (int i = 0; i < 3; i++) {
      int first = i;
      simulation.container("webhook-" + i, container -> deliver(container, first));
    }
    simulation.run();
    long effect = Rough.table(simulation).get(EFFECT).orElseThrow().number("n");
    assertThat(effect).isEqualTo((1 << EVENTS) - 1);
  }

  private static void deliver(Container container, int first) {
    SaasTable table = Rough.table(container);
    ProcessedEvents processed = ProcessedEvents.of(table, container.time());
    for (int i = 0; i < EVENTS; i++) {
      int number = (first + i) % EVENTS;
      Transaction effect =
          new Transaction()
              .update(table, EFFECT, Update.increment("n", 1 << number), Condition.always());
      boolean now = processed.commitOnce(event(number), effect);
      assertThat(now || processed.contains(event(number))).isTrue();
    }
  }

  private static StripeEvent event(int number) {
    return StripeEvent.of(
        Json.object(
            "{\"id\":\"evt_%d\",\"type\":\"invoice.paid\",\"created\":1735689600}"
                .formatted(number)));
  }
}
