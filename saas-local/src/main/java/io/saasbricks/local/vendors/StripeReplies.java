package io.saasbricks.local.vendors;

import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers kept for 24 hours under their {@code Idempotency-Key}, so that a repeated call changes
 * nothing.
 */
final class StripeReplies {
  private static final Duration KEPT = Duration.ofHours(24);

  private record Reply(String call, LocalResponse response, Instant until) {}

  private final InstantSource time;
  private final Map<String, Reply> replies = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();

  StripeReplies(InstantSource time) {
    this.time = time;
  }

  /** Begins a call with a key; an answer means that the call must not be made. */
  synchronized Optional<LocalResponse> begin(String key, LocalRequest request) {
    Reply known = replies.get(key);
    if (known != null && time.instant().isBefore(known.until())) {
      return Optional.of(
          known.call().equals(call(request))
              ? known.response().with("idempotent-replayed", "true")
              : StripeRefusal.error(
                  400,
                  "idempotency_error",
                  "Keys for idempotent requests can only be used with the same parameters they were"
                      + " first used with.",
                  null,
                  null));
    }
    if (!underWay.add(key)) {
      return Optional.of(
          StripeRefusal.error(
              409,
              "idempotency_error",
              "There is currently another in-progress request using this key.",
              "idempotency_key_in_use",
              null));
    }
    return Optional.empty();
  }

  /** Ends a call; refusals that changed nothing are not kept. */
  synchronized void end(String key, LocalRequest request, LocalResponse response) {
    underWay.remove(key);
    if (response.status() == 200) {
      replies.put(key, new Reply(call(request), response, time.instant().plus(KEPT)));
    }
  }

  private static String call(LocalRequest request) {
    return request.method() + " " + request.rawPath() + " " + request.text();
  }
}
