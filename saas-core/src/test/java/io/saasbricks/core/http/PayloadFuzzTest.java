package io.saasbricks.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Replays inputs of {@link PayloadFuzzer} that a seed makes. */
class PayloadFuzzTest {
  private static final int INPUTS = Integer.getInteger("saasbricks.core.fuzz", 20_000);

  @Test
  void anEventIsReadOrIsABadRequest() {
    SplittableRandom random = new SplittableRandom(20260101);
    int read = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] edits = new byte[3 * random.nextInt(4)];
      random.nextBytes(edits);
      read += PayloadFuzzer.check(PayloadFuzzer.event(edits)) ? 1 : 0;
    }

    // Some edits must leave the event good, or the test would prove nothing.
    assertThat(read).isPositive().isLessThan(INPUTS);
  }
}
