package io.saasbricks.metering.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.Update;
import io.saasbricks.metering.TestTable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessedEventsTest {
  private static final Key PLAN = Key.single(PartitionKey.system("PLAN", "tenant00"));
  private static final StripeEvent EVENT =
      StripeEvent.of(
          Json.object("{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"created\":1794744000}"));

  private final TestTable test = TestTable.inMemory();
  private final ProcessedEvents processed = ProcessedEvents.of(test.table(), test.time());

  @Test
  void anEventTakesEffectOnce() {
    assertThat(processed.commitOnce(EVENT, effect(Condition.always()))).isTrue();
    assertThat(processed.commitOnce(EVENT, effect(Condition.always()))).isFalse();
    assertThat(changes()).isEqualTo(1);
    assertThat(processed.contains(EVENT)).isTrue();
  }

  @Test
  void anEventWhoseEffectIsRefusedIsNotRemembered() {
    assertThat(processed.commitOnce(EVENT, effect(Condition.exists()))).isFalse();
    assertThat(processed.contains(EVENT)).isFalse();
    assertThat(processed.commitOnce(EVENT, effect(Condition.always()))).isTrue();
  }

  @Test
  void anEventIsForgottenAfterThirtyDays() {
    processed.commitOnce(EVENT, effect(Condition.always()));
    test.time().advance(Duration.ofDays(30));
    assertThat(processed.contains(EVENT)).isFalse();
  }

  private Transaction effect(Condition condition) {
    return new Transaction().update(test.table(), PLAN, Update.increment("changes", 1), condition);
  }

  private long changes() {
    return test.table().get(PLAN).orElseThrow().number("changes");
  }
}
