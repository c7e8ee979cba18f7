package io.saasbricks.core.http;

import java.util.Map;

/** Decides whether a request may reach the function behind a route. Safe for concurrent use. */
@FunctionalInterface
public interface Authorizer {
  /**
   * The decision on a request, whose body is not known.
   *
   * @throws RuntimeException if it cannot be told now; the caller then gets 500, not a refusal
   */
  Decision decide(HttpRequest request);

  /** What an authorizer decided. */
  sealed interface Decision {
    /**
     * The request goes on.
     *
     * @param principalId names the caller in access logs
     * @param context handed to the function as {@link HttpRequest.Parts#authorizer}; texts only,
     *     since a REST API makes texts of everything
     */
    record Allowed(String principalId, Map<String, String> context) implements Decision {
      public Allowed {
        context = Map.copyOf(context);
      }
    }

    /** The caller gets 403. */
    record Denied() implements Decision {}
  }
}
