package io.saasbricks.metering.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.local.time.ManualTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacedTransportTest {
  private final ManualTime time = new ManualTime(Instant.EPOCH);
  private final List<Long> sentAtMillis = new ArrayList<>();
  private final PacedTransport paced =
      PacedTransport.of(
          (request, deadline) -> {
            sentAtMillis.add(Duration.ofNanos(time.nanos().getAsLong()).toMillis());
            return OutboundResponse.of(200, Map.of(), new byte[0]);
          },
          25,
          time.nanos(),
          time::advance);

  @Test
  void spacesRequestsThatComeAtOnce() {
    for (int i = 0; i < 4; i++) {
      send();
    }
    assertThat(sentAtMillis).containsExactly(0L, 40L, 80L, 120L);
  }

  @Test
  void doesNotSaveUpTurnsWhileNobodySends() {
    time.advance(Duration.ofSeconds(10));
    send();
    send();
    time.advance(Duration.ofMillis(100));
    send();
    assertThat(sentAtMillis).containsExactly(10_000L, 10_040L, 10_140L);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_001})
  void pacesOutOfRangeAreRefused(int perSecond) {
    assertThatThrownBy(() -> PacedTransport.of(paced, perSecond, time.nanos(), time::advance))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void send() {
    paced
        .send(
            OutboundRequest.get(URI.create("https://api.stripe.com/v1/customers"), Map.of()),
            ScriptedStripe.deadline())
        .close();
  }
}
