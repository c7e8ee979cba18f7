package io.saasbricks.auth;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Middleware;
import io.saasbricks.core.http.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies who sends a request and hands the {@link io.saasbricks.core.identity.Principal} on.
 *
 * <p>Takes {@code Authorization: Bearer} with a session or an API key, or {@code x-api-key}. Any
 * other request gets one and the same 401 with {@code WWW-Authenticate}; the reason goes to the
 * log. If it cannot be told whether a credential is good, the answer is 503. Safe for concurrent
 * use.
 */
public final class Authenticate implements Middleware {
  private static final Logger LOG = LoggerFactory.getLogger(Authenticate.class);

  private final Credentials credentials;

  private Authenticate(Credentials credentials) {
    this.credentials = credentials;
  }

  /** Takes credentials that these have issued. */
  public static Authenticate by(Sessions sessions, ApiKeys keys) {
    return new Authenticate(new Credentials(sessions, keys));
  }

  @Override
  public HttpResponse apply(HttpRequest request, Handler next) {
    Verification verification = credentials.verify(request);
    if (verification instanceof Verification.Accepted accepted) {
      return next.handle(request.by(accepted.principal()));
    }
    throw refusal(request, (Verification.Refused) verification).asException();
  }

  private static Problem refusal(HttpRequest request, Verification.Refused refused) {
    if (refused.reason() == Refusal.NO_CREDENTIAL) {
      return Problem.unauthorized("A credential is required.");
    }
    LOG.atInfo()
        .addKeyValue("reason", refused.reason())
        .addKeyValue("credentialId", refused.credentialId().orElse(""))
        .addKeyValue("route", request.parts().route())
        .log("credential refused");
    return Problem.unauthorized("The credential is not valid.")
        .withHeader("www-authenticate", "Bearer error=\"invalid_token\"");
  }
}
