package io.saasbricks.benchmarks.limiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CompareLimitersTest {
  @Test
  void figuresAreOfOneDecision() {
    CompareLimiters.Figure figure =
        CompareLimiters.Figure.of("saasbricks", "hot", 2, "1000 2.000 1100 0.0 1250.0");
    assertThat(figure.json())
        .isEqualTo(
            "{\"benchmark\":\"CompareLimiters\",\"subject\":\"saasbricks\",\"scenario\":\"hot\","
                + "\"delayMs\":2,\"decisionsPerSecond\":500,\"requestsPerDecision\":1.1000,"
                + "\"readUnitsPerDecision\":0.0000,\"writeUnitsPerDecision\":1.2500}");
  }

  @Test
  void aProgramThatFailsIsNamed() {
    assertThatThrownBy(() -> CompareLimiters.Figure.of("bucket4j", "hot", 0, "null"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("bucket4j wrote: null");
  }
}
