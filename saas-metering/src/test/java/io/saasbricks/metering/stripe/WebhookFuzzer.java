package io.saasbricks.metering.stripe;

import io.saasbricks.core.Secret;
import io.saasbricks.metering.stripe.StripeWebhook.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Fuzz target: deliveries whose header, or whose body under a right signature, is anything at all.
 * Nothing may be thrown, and nothing may be verified that the secret did not sign.
 *
 * <p>The build replays seeded inputs; {@code mvn -Pfuzz} lets Jazzer look for more.
 */
public final class WebhookFuzzer {
  private static final Instant NOW = Instant.parse("2026-11-15T12:00:00Z");
  private static final Secret SECRET = Secret.of("whsec_fuzz");
  private static final byte[] BODY =
      "{\"id\":\"evt_1\",\"type\":\"a\",\"created\":1,\"data\":{\"object\":{}}}"
          .getBytes(StandardCharsets.UTF_8);
  private static final StripeWebhook WEBHOOK =
      StripeWebhook.of(List.of(SECRET), InstantSource.fixed(NOW));

  private WebhookFuzzer() {}

  /** Called by Jazzer; the first byte chooses what the others are. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(data, 1, data.length);
    if (data[0] % 2 == 0) {
      WEBHOOK.verify(rest, Optional.of(StripeWebhook.sign(rest, SECRET, NOW)));
    } else if (WEBHOOK.verify(BODY, Optional.of(header(rest))) instanceof Delivery.Verified) {
      throw new AssertionError("verified without the secret: " + header(rest));
    }
  }

  private static String header(byte[] text) {
    return "t=" + NOW.getEpochSecond() + "," + new String(text, StandardCharsets.ISO_8859_1);
  }
}
