package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Replays inputs of {@link SessionFuzzer} that a seed makes. */
class SessionFuzzTest {
  private static final int INPUTS = Integer.getInteger("saasbricks.auth.fuzz", 5_000);
  private static final int MOST_EDITS = 4;

  @Test
  void nothingIsAcceptedThatNimbusRefusesOrReadsOtherwise() {
    SplittableRandom random = new SplittableRandom(20260101);
    int accepted = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = new byte[1 + 3 * random.nextInt(MOST_EDITS)];
      random.nextBytes(input);
      accepted += SessionFuzzer.check(SessionFuzzer.token(input)) ? 1 : 0;
    }

    // Some edits must leave the token good, or the test would prove nothing.
    assertThat(accepted).isPositive().isLessThan(INPUTS);
  }

  @Test
  void anUneditedTokenIsAcceptedInEveryForm() {
    for (byte choice = 0; choice < 8; choice++) {
      assertThat(SessionFuzzer.check(SessionFuzzer.token(new byte[] {choice}))).isTrue();
    }
  }
}
