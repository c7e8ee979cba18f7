package io.saasbricks.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.http.HttpRequest;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsageBatchTest {
  private static final Instant NOW = Instant.parse("2026-11-15T10:20:30Z");

  @Test
  void mergesAmountsAsTheirMetricsDo() {
    UsageBatch batch = UsageBatch.of("request-1", NOW);
    for (long amount : new long[] {5, 9, 2}) {
      batch
          .add(Metric.sum("tokens"), amount)
          .add(Metric.max("peak"), amount)
          .add(Metric.last("stored"), amount);
    }
    batch.add(Metric.unique("users"), "ann").add(Metric.unique("users"), "ann");
    assertThat(batch.toEvent())
        .isEqualTo(
            UsageEvent.of("request-1", NOW)
                .with(Metric.sum("tokens"), 16)
                .with(Metric.max("peak"), 9)
                .with(Metric.last("stored"), 2)
                .with(Metric.unique("users"), "ann"));
  }

  @Test
  void anEventOnceMadeDoesNotChange() {
    UsageBatch batch = UsageBatch.of("request-1", NOW).add(Metric.unique("users"), "ann");
    UsageEvent event = batch.toEvent();
    batch.add(Metric.unique("users"), "bob").add(Metric.sum("tokens"), 1);
    assertThat(event.members()).containsEntry(Metric.unique("users"), Set.of("ann"));
    assertThat(event.amounts()).isEmpty();
  }

  @Test
  void aRequestWithoutTheMiddlewareHasNoBatch() {
    assertThatThrownBy(() -> UsageBatch.of(HttpRequest.of("GET", "/")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the route is not behind WithUsage");
  }
}
