package io.saasbricks.metering.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Secret;
import io.saasbricks.local.simulation.Corpus;
import io.saasbricks.metering.stripe.StripeWebhook.Delivery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: a delivery is verified or rejected, whatever its header or, under a right signature,
 * its body; and no header verifies a body that the secret did not sign.
 */
public final class WebhookFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-15T12:00:00Z");
  private static final Secret SECRET = Secret.of("whsec_fuzz");
  private static final StripeWebhook WEBHOOK =
      StripeWebhook.of(List.of(SECRET), InstantSource.fixed(NOW));
  private static final String EVENT =
      "{\"id\":\"evt_1\",\"type\":\"a\",\"created\":1,\"data\":{\"object\":{\"a\":[1]}}}";
  private static final byte[] UNSIGNED = "{}".getBytes(UTF_8);

  private static final Corpus BODIES = Corpus.of(EVENT);
  private static final Corpus HEADERS =
      Corpus.of(
          StripeWebhook.sign(new byte[0], SECRET, NOW),
          "t=" + NOW.getEpochSecond() + ",v0=00,v1=,v1=" + "0".repeat(64));

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    byte[] body = BODIES.bytes(data);
    Delivery signed = WEBHOOK.verify(body, Optional.of(StripeWebhook.sign(body, SECRET, NOW)));
    if (signed instanceof Delivery.Rejected rejected) {
      assertThat(rejected.reason()).startsWith("the body is no event");
    }
    assertThat(WEBHOOK.verify(UNSIGNED, Optional.of(HEADERS.text(data))))
        .isInstanceOf(Delivery.Rejected.class);
  }

  @Test
  void noDeliveryThrowsOrIsTakenForStripes() {
    BODIES.replay(WebhookFuzzTest::fuzzerTestOneInput);
  }
}
