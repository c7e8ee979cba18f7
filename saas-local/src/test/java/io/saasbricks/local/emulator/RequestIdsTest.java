package io.saasbricks.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestIdsTest {
  private final RequestIds ids = new RequestIds(new Random(1));

  @Test
  void lambdaIdsAreRandomUuids() {
    UUID id = UUID.fromString(ids.uuid());
    assertThat(id.version()).isEqualTo(4);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(ids.uuid()).isNotEqualTo(id.toString());
  }

  @Test
  void gatewayIdsHaveItsForm() {
    assertThat(ids.gateway()).matches("[\\w-]{15}=").isNotEqualTo(ids.gateway());
  }

  @Test
  void traceBelongsToItsRequest() {
    Instant at = Instant.ofEpochSecond(0x5e9f0c65);
    assertThat(Trace.of(at, "a"))
        .matches("Root=1-5e9f0c65-[0-9a-f]{24}")
        .isEqualTo(Trace.of(at, "a"))
        .isNotEqualTo(Trace.of(at, "b"));
  }
}
