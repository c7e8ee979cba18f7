package io.saasbricks.metering.stripe;

import io.saasbricks.core.Secret;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies that Stripe sent what arrived at the webhook.
 *
 * <p>The signature is an HMAC-SHA256 over time and exact body, by the endpoint's secret; any of
 * several secrets and signatures may match, as during rotation. The time must lie within five
 * minutes of now, in the past or the future. Stripe delivers at least once and in any order: see
 * {@link ProcessedEvents}. Immutable and safe for concurrent use.
 */
public final class StripeWebhook {
  /** How far the time of a signature may lie from now. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final int MOST_SIGNATURES = 20;

  private final List<Secret> secrets;
  private final InstantSource time;

  private StripeWebhook(List<Secret> secrets, InstantSource time) {
    this.secrets = secrets;
    this.time = time;
  }

  /**
   * A verifier.
   *
   * @param secrets of the endpoint, {@code whsec_...}; two while one replaces the other
   * @throws IllegalArgumentException if there is none
   */
  public static StripeWebhook of(List<Secret> secrets, InstantSource time) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("a webhook needs a secret");
    }
    return new StripeWebhook(List.copyOf(secrets), time);
  }

  /** What is thought of a delivery. */
  public sealed interface Delivery {
    /** Stripe sent it. */
    record Verified(StripeEvent event) implements Delivery {}

    /**
     * It is not from Stripe, or too old, or no event. Answer 400.
     *
     * @param reason for the log; never quotes the delivery
     */
    record Rejected(String reason) implements Delivery {}
  }

  /** What the header {@code Stripe-Signature} says. */
  private record Signatures(long timestamp, List<byte[]> v1) {}

  /**
   * Verifies a delivery, in constant time for any signature. Costs no request.
   *
   * @param body the exact bytes that arrived
   * @param signature the header {@code Stripe-Signature}; empty if there was none
   */
  public Delivery verify(byte[] body, Optional<String> signature) {
    Optional<Signatures> signatures = signature.flatMap(StripeWebhook::parse);
    if (signatures.isEmpty()) {
      return new Delivery.Rejected("there is no readable signature");
    }
    long age = time.instant().getEpochSecond() - signatures.get().timestamp();
    if (Math.abs(age) > TOLERANCE.toSeconds()) {
      return new Delivery.Rejected("the signature is " + age + " seconds old");
    }
    if (!matches(body, signatures.get())) {
      return new Delivery.Rejected("no signature matches");
    }
    try {
      return new Delivery.Verified(StripeEvent.of(Json.object(body)));
    } catch (JsonException e) {
      return new Delivery.Rejected("the body is no event: " + e.getMessage());
    }
  }

  /** The signature of a body at a time, as Stripe puts it into its header; for tests. */
  public static String sign(byte[] body, Secret secret, Instant at) {
    long timestamp = at.getEpochSecond();
    return "t=" + timestamp + ",v1=" + HexFormat.of().formatHex(hmac(secret, timestamp, body));
  }

  private boolean matches(byte[] body, Signatures signatures) {
    boolean matches = false;
    for (Secret secret : secrets) {
      byte[] expected = hmac(secret, signatures.timestamp(), body);
      for (byte[] given : signatures.v1()) {
        matches |= MessageDigest.isEqual(expected, given);
      }
    }
    return matches;
  }

  private static Optional<Signatures> parse(String header) {
    Optional<Long> timestamp = Optional.empty();
    List<byte[]> v1 = new ArrayList<>();
    try {
      for (String part : header.split(",", MOST_SIGNATURES)) {
        if (part.startsWith("t=")) {
          timestamp = Optional.of(Long.parseLong(part.substring(2)));
        } else if (part.startsWith("v1=")) {
          v1.add(HexFormat.of().parseHex(part.substring(3)));
        }
      }
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return timestamp.filter(t -> t > 0 && !v1.isEmpty()).map(t -> new Signatures(t, v1));
  }

  private static byte[] hmac(Secret secret, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
