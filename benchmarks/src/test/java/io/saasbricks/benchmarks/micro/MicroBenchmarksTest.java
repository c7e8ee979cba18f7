package io.saasbricks.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.auth.Verification;
import io.saasbricks.ratelimit.Decision;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

class MicroBenchmarksTest {

  @Test
  void everyBenchmarkRunsAndIsReportedWithItsTimeAndBytes() throws RunnerException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MicroBenchmarks.run("", MicroBenchmarks.Length.ONCE, new PrintStream(out, true, UTF_8));

    assertThat(out.toString(UTF_8).lines().filter(line -> line.startsWith("{")))
        .hasSize(12)
        .allMatch(line -> line.contains("\"p50Us\":") && line.contains("\"bytes\":"))
        .anyMatch(line -> line.contains("\"subject\":\"Credential.session\""));
  }

  @Test
  void theMessagesAreWhatTheirNamesSay() {
    MessageDetectorBenchmark detector = new MessageDetectorBenchmark();
    assertThat(detector.attack().flagged()).isTrue();
    assertThat(detector.harmless().flagged()).isFalse();
  }

  @Test
  void goodCredentialsAreAcceptedAndBadOnesRefused() {
    CredentialBenchmark credentials = new CredentialBenchmark();
    assertThat(credentials.keyKnown()).isInstanceOf(Verification.Accepted.class);
    assertThat(credentials.session()).isInstanceOf(Verification.Accepted.class);
    assertThat(credentials.keyMistyped()).isInstanceOf(Verification.Refused.class);
    assertThat(credentials.sessionForged()).isInstanceOf(Verification.Refused.class);
  }

  @Test
  void decisionsAllowHoweverOftenTheyAreRepeated() {
    LimitDecisionBenchmark limits = new LimitDecisionBenchmark();
    for (int i = 0; i < 3; i++) {
      assertThat(limits.fixedWindow()).isInstanceOf(Decision.Allowed.class);
      assertThat(limits.tokenBucket()).isInstanceOf(Decision.Allowed.class);
      assertThat(limits.composite()).isInstanceOf(Decision.Allowed.class);
    }
  }

  @Test
  void thePromptHoldsTheConversationAndTheNewMessage() {
    assertThat(new PromptBenchmark().turn20().messages()).hasSize(39);
  }
}
