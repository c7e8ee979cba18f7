package io.saasbricks.auth;

import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.identity.Principal;
import java.util.Optional;
import org.slf4j.Logger;

/** Finds the credential of a request and has it verified by whoever issued it. */
final class Credentials {
  private static final String SCHEME = "bearer ";

  private final Sessions sessions;
  private final ApiKeys keys;

  Credentials(Sessions sessions, ApiKeys keys) {
    this.sessions = sessions;
    this.keys = keys;
  }

  /**
   * A session or an API key in {@code Authorization: Bearer}, or an API key in {@code x-api-key}.
   */
  Verification verify(HttpRequest request) {
    Optional<String> authorization = request.header("authorization");
    Optional<String> apiKey = request.header("x-api-key");
    if (authorization.isPresent() && apiKey.isPresent()) {
      // Which of the two counts must not be left to who reads them.
      return Verification.refused(Refusal.MALFORMED);
    }
    if (apiKey.isPresent()) {
      return keys.verify(apiKey.get(), request.sourceIp());
    }
    return authorization
        .map(header -> bearer(header, request.sourceIp()))
        .orElse(Verification.refused(Refusal.NO_CREDENTIAL));
  }

  private Verification bearer(String header, String sourceIp) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Verification.refused(Refusal.MALFORMED);
    }
    String token = header.substring(SCHEME.length());
    return keys.claims(token) ? keys.verify(token, sourceIp) : sessions.verify(token);
  }

  /** Called when the answer is ready: nobody waits for it to be computed. */
  void noteUse(Principal principal) {
    if (principal.kind() == Principal.Kind.API_KEY) {
      keys.noteUse(principal);
    }
  }

  /** Writes down why; a request without any credential is nothing to write about. */
  static void log(Logger log, HttpRequest request, Verification.Refused refused) {
    if (refused.reason() != Refusal.NO_CREDENTIAL) {
      log.atInfo()
          .addKeyValue("reason", refused.reason())
          .addKeyValue("credentialId", refused.credentialId().orElse(""))
          .addKeyValue("route", request.parts().route())
          .log("credential refused");
    }
  }
}
