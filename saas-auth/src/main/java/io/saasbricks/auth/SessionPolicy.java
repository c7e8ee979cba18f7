package io.saasbricks.auth;

import java.time.Duration;

/**
 * What sessions say and how long they last.
 *
 * @param issuer who makes them, such as the API's address
 * @param audience whom they are for; may equal the issuer
 * @param lifetime one minute to 30 days
 */
public record SessionPolicy(String issuer, String audience, Duration lifetime) {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  static final Duration LONGEST = Duration.ofDays(30);

  /** Refuses blank names and other lifetimes with an {@link IllegalArgumentException}. */
  public SessionPolicy {
    if (issuer.isBlank() || audience.isBlank()) {
      throw new IllegalArgumentException("sessions need an issuer and an audience");
    }
    if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a session lasts 1 minute to 30 days: " + lifetime);
    }
  }

  /** Sessions of seven days. */
  public static SessionPolicy of(String issuer, String audience) {
    return new SessionPolicy(issuer, audience, Duration.ofDays(7));
  }
}
