package io.saasbricks.metering.stripe;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Replays inputs of {@link WebhookFuzzer} that a seed makes. */
class WebhookFuzzTest {
  private static final int INPUTS = Integer.getInteger("saasbricks.metering.fuzz", 10_000);
  private static final String WORDS = "{}[]\":,=tv10idtypecreated data object ,v1=00,t=";

  @Test
  void noDeliveryThrowsOrIsTakenForStripes() {
    SplittableRandom random = new SplittableRandom(20260101);
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = new byte[random.nextInt(40)];
      random.nextBytes(input);
      for (int at = 1; at < input.length; at++) {
        if (random.nextInt(4) > 0) {
          input[at] = (byte) WORDS.charAt(random.nextInt(WORDS.length()));
        }
      }
      assertThatCode(() -> WebhookFuzzer.fuzzerTestOneInput(input))
          .as(new String(input, StandardCharsets.ISO_8859_1))
          .doesNotThrowAnyException();
    }
  }
}
