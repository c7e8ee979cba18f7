package io.saasbricks.auth;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What every token must claim. A token is taken up to its last second and not a second longer; only
 * its beginning may lie {@link #SKEW} ahead, since the issuer's clock may.
 *
 * @param issuers of which {@code iss} must be one
 * @param audiences of which {@code aud} must be one, or a list of nothing but these
 * @param longest the longest life of a token
 */
record TokenRules(Set<String> issuers, Set<String> audiences, Duration longest) {
  private static final Duration SKEW = Duration.ofSeconds(60);

  /**
   * The first rule that the claims break.
   *
   * @throws io.saasbricks.core.json.JsonException if a claim is missing or of a wrong type
   */
  Optional<Refusal> refusal(JsonObject claims, Instant now) {
    if (!issuers.contains(claims.string("iss"))) {
      return Optional.of(Refusal.ISSUER);
    }
    if (!audienceFits(claims)) {
      return Optional.of(Refusal.AUDIENCE);
    }
    return claims.members().containsValue(Json.NULL)
        ? Optional.of(Refusal.CLAIMS)
        : untimely(claims, now.getEpochSecond());
  }

  private boolean audienceFits(JsonObject claims) {
    if (claims.members().get("aud") instanceof String audience) {
      return audiences.contains(audience);
    }
    return !claims.strings("aud").isEmpty() && audiences.containsAll(claims.strings("aud"));
  }

  private Optional<Refusal> untimely(JsonObject claims, long now) {
    long issued = claims.number("iat");
    long end = claims.number("exp");
    long latest = now + SKEW.toSeconds();
    if (end <= now) {
      return Optional.of(Refusal.EXPIRED);
    }
    if (issued > latest || claims.optionalNumber("nbf").orElse(issued) > latest) {
      return Optional.of(Refusal.NOT_YET_VALID);
    }
    // Compared by addition on the small side: end and issued are the caller's and may overflow.
    return issued < 0 || end > issued + longest.toSeconds()
        ? Optional.of(Refusal.CLAIMS)
        : Optional.empty();
  }
}
