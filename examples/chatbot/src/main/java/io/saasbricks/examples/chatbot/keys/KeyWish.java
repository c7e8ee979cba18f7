package io.saasbricks.examples.chatbot.keys;

import io.saasbricks.auth.ApiKeys;
import io.saasbricks.auth.CidrBlock;
import io.saasbricks.auth.KeyEnvironment;
import io.saasbricks.auth.NewKey;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.RequestBody;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller wants of a new API key.
 *
 * @param callsPerMinute the key's own limit; empty for the usual one
 */
public record KeyWish(NewKey key, Optional<Long> callsPerMinute) {
  private static final int NAME = 100;
  private static final int WORD = 64;
  private static final int MOST = 50;
  private static final long MOST_CALLS = 60_000;

  /** Further than anybody means, and within what can be stored. */
  private static final Instant LATEST_END = Instant.parse("9999-12-31T23:59:59Z");

  /** Long enough to put the new key in place everywhere. A leaked one is deleted instead. */
  private static final Duration USUAL_GRACE = Duration.ofHours(24);

  /**
   * The key that the body asks for; one that says nothing of scopes has them all.
   *
   * @throws io.saasbricks.core.http.ProblemException with 400 if a member is missing or not valid
   */
  public static KeyWish read(RequestBody body, Instant now) {
    String name = body.text("name", NAME);
    Optional<KeyEnvironment> environment = environment(body);
    Set<String> scopes = scopes(body);
    List<CidrBlock> addresses = addresses(body);
    Optional<Instant> expiresAt = expiresAt(body, now);
    Optional<Long> callsPerMinute = body.optionalNumber("rateLimit", 1, MOST_CALLS);
    body.check();
    return new KeyWish(
        new NewKey(name, environment.orElseThrow(), scopes, addresses, expiresAt), callsPerMinute);
  }

  /**
   * How long a key stays good beside its successor.
   *
   * @throws io.saasbricks.core.http.ProblemException with 400 if the body says so wrongly
   */
  public static Duration grace(HttpRequest request) {
    if (request.body().length == 0) {
      return USUAL_GRACE;
    }
    RequestBody body = request.json();
    Optional<Long> seconds =
        body.optionalNumber("graceSeconds", 0, ApiKeys.LONGEST_GRACE.toSeconds());
    body.check();
    return seconds.map(Duration::ofSeconds).orElse(USUAL_GRACE);
  }

  private static Optional<KeyEnvironment> environment(RequestBody body) {
    String text = body.text("environment", WORD);
    for (KeyEnvironment environment : KeyEnvironment.values()) {
      if (environment.text().equals(text)) {
        return Optional.of(environment);
      }
    }
    if (!text.isEmpty()) {
      body.reject("environment", "must be live or test");
    }
    return Optional.empty();
  }

  private static Set<String> scopes(RequestBody body) {
    List<String> wanted = body.texts("scopes", MOST, WORD);
    for (int i = 0; i < wanted.size(); i++) {
      if (!KeyScopes.ALL.contains(wanted.get(i))) {
        body.reject("scopes/" + i, "must be one of " + String.join(", ", KeyScopes.ALL));
      }
    }
    if (!body.object().has("scopes")) {
      return Set.copyOf(KeyScopes.ALL);
    }
    if (wanted.isEmpty()) {
      body.reject("scopes", "must name at least one, or be left out for all");
    }
    return Set.copyOf(wanted);
  }

  private static List<CidrBlock> addresses(RequestBody body) {
    List<String> texts = body.texts("allowedCidrs", MOST, WORD);
    List<CidrBlock> blocks = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      try {
        blocks.add(CidrBlock.of(texts.get(i)));
      } catch (IllegalArgumentException e) {
        body.reject("allowedCidrs/" + i, "must be an address or a range such as 203.0.113.0/24");
      }
    }
    return blocks;
  }

  private static Optional<Instant> expiresAt(RequestBody body, Instant now) {
    try {
      Optional<Instant> end = body.optionalText("expiresAt", WORD).map(Instant::parse);
      if (end.isPresent() && !end.get().isAfter(now)) {
        body.reject("expiresAt", "must be in the future");
      }
      if (end.isPresent() && end.get().isAfter(LATEST_END)) {
        body.reject("expiresAt", "must be before the year 10000");
      }
      return end;
    } catch (DateTimeParseException e) {
      body.reject("expiresAt", "must be a time such as 2030-01-31T00:00:00Z");
      return Optional.empty();
    }
  }
}
