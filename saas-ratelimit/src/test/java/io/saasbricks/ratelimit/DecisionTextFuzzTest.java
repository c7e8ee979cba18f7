package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.local.simulation.Corpus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fuzz target: a decision that an authorizer passed on is refused by a typed exception or means the
 * same after it is written again, and has headers of its own in every version.
 */
public final class DecisionTextFuzzTest {
  private static final List<PolicyState> STATES =
      List.of(new PolicyState("day", 100, Duration.ofDays(1), 50, Duration.ofMillis(29_001)));
  private static final Corpus CORPUS =
      Corpus.of(
          DecisionText.write(new Decision.Allowed(Instant.EPOCH, 1, STATES)),
          DecisionText.write(
              new Decision.Denied(
                  Decision.Reason.QUOTA_EXCEEDED,
                  List.of(new Decision.Violation("day", Duration.ofSeconds(3))),
                  Duration.ofSeconds(3),
                  STATES)));

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    Decision decision;
    try {
      decision = DecisionText.read(CORPUS.text(data));
    } catch (IllegalArgumentException refused) {
      return;
    }
    assertThat(DecisionText.read(DecisionText.write(decision))).isEqualTo(decision);
    for (RateLimitHeaders version : RateLimitHeaders.values()) {
      assertThat(version.of(decision).containsKey("retry-after")).isEqualTo(!decision.allowed());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"window", "reset"})
  void aTimeThatIsOverIsRefused(String name) {
    String text = CORPUS.text(new byte[0]);
    assertThatThrownBy(
            () -> DecisionText.read(text.replace("\"" + name + "\":", "\"" + name + "\":-")))
        .hasMessage("/" + name + " must not be negative");
  }

  @Test
  void aDecisionIsRefusedOrMeansTheSameAgain() {
    CORPUS.replay(DecisionTextFuzzTest::fuzzerTestOneInput);
  }
}
