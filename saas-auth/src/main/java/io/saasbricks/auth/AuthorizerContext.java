package io.saasbricks.auth;

import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an authorizer tells the function behind it: {@code authType}, {@code tenantId}, {@code
 * subject}, {@code keyId} (of a key), {@code scopes}, {@code plan}, {@code claim_<name>}, and
 * {@code retryAfter} in seconds if the caller must wait. Texts only, and nothing secret.
 */
record AuthorizerContext(Principal principal, Optional<Duration> retryAfter) {
  private static final String TYPE = "authType";
  private static final String RETRY_AFTER = "retryAfter";
  private static final String CLAIM = "claim_";

  Map<String, String> toMap(String plan) {
    Map<String, String> context = new LinkedHashMap<>();
    context.put(TYPE, principal.kind().name().toLowerCase(Locale.ROOT));
    context.put("tenantId", principal.tenant().value());
    context.put("subject", principal.subject());
    context.put("scopes", Scopes.join(principal.scopes()));
    context.put("plan", plan);
    if (principal.kind() == Principal.Kind.API_KEY) {
      context.put("keyId", principal.subject());
    }
    principal.claims().forEach((name, value) -> context.put(CLAIM + name, value));
    retryAfter.ifPresent(wait -> context.put(RETRY_AFTER, Long.toString(roundedUp(wait))));
    return context;
  }

  /** At least a second: zero would ask the caller to try again at once. */
  private static long roundedUp(Duration wait) {
    return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
  }

  /**
   * What the authorizer in front of this function said; empty if there is none of this kind.
   *
   * @throws IllegalArgumentException if it said something else than {@link #toMap} writes
   */
  static Optional<AuthorizerContext> read(JsonObject context) {
    return context.has(TYPE) ? Optional.of(readPresent(context)) : Optional.empty();
  }

  private static AuthorizerContext readPresent(JsonObject context) {
    Map<String, String> claims = new HashMap<>();
    for (String name : context.members().keySet()) {
      if (name.startsWith(CLAIM)) {
        claims.put(name.substring(CLAIM.length()), context.string(name));
      }
    }
    Principal principal =
        new Principal(
            Principal.Kind.valueOf(context.string(TYPE).toUpperCase(Locale.ROOT)),
            new TenantId(context.string("tenantId")),
            context.string("subject"),
            Scopes.split(context.string("scopes")),
            claims);
    Optional<Duration> wait =
        context.optionalString(RETRY_AFTER).map(Long::parseLong).map(Duration::ofSeconds);
    return new AuthorizerContext(principal, wait);
  }
}
