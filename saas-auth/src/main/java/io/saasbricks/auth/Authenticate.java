package io.saasbricks.auth;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Middleware;
import io.saasbricks.core.http.Problem;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies who sends a request and hands the {@link io.saasbricks.core.identity.Principal} on.
 *
 * <p>If an {@link ApiAuthorizer} stands in front of the function, its word is taken: only API
 * Gateway can write it into the event. Else the credential is {@code Authorization: Bearer} with a
 * session or an API key, or {@code x-api-key}.
 *
 * <p>Any other request gets one and the same 401 with {@code WWW-Authenticate}; the reason goes to
 * the log. A caller whom the authorizer's throttle asked to wait gets 429 with {@code Retry-After}.
 * If it cannot be told whether a credential is good, the answer is 503. Safe for concurrent use.
 */
public final class Authenticate implements Middleware {
  private static final Logger LOG = LoggerFactory.getLogger(Authenticate.class);

  private final Optional<Credentials> credentials;

  private Authenticate(Optional<Credentials> credentials) {
    this.credentials = credentials;
  }

  /** Takes an authorizer's word, or credentials that these have issued. */
  public static Authenticate by(Sessions sessions, ApiKeys keys) {
    return new Authenticate(Optional.of(new Credentials(sessions, keys)));
  }

  /** Takes nothing but an authorizer's word. */
  public static Authenticate byAuthorizer() {
    return new Authenticate(Optional.empty());
  }

  @Override
  public HttpResponse apply(HttpRequest request, Handler next) {
    Optional<AuthorizerContext> context = authorized(request);
    if (context.isPresent()) {
      context.get().retryAfter().ifPresent(Authenticate::refuseForNow);
      return next.handle(request.by(context.get().principal()));
    }
    Credentials issued = credentials.orElseThrow(() -> required().asException());
    Verification verification = issued.verify(request);
    if (verification instanceof Verification.Refused refused) {
      throw refusal(request, refused).asException();
    }
    Verification.Accepted accepted = (Verification.Accepted) verification;
    try {
      return next.handle(request.by(accepted.principal()));
    } finally {
      issued.noteUse(accepted.principal());
    }
  }

  private static Optional<AuthorizerContext> authorized(HttpRequest request) {
    try {
      return AuthorizerContext.read(request.parts().authorizer());
    } catch (IllegalArgumentException e) {
      LOG.atWarn().setCause(e).log("the authorizer's context cannot be read");
      throw invalid().asException();
    }
  }

  private static void refuseForNow(Duration wait) {
    throw Problem.of(
            "quota-exceeded",
            "The quota is exceeded",
            429,
            "Too many requests. Try again after the time given in Retry-After.")
        .withHeader("retry-after", Long.toString(wait.toSeconds()))
        .asException();
  }

  private static Problem refusal(HttpRequest request, Verification.Refused refused) {
    Credentials.log(LOG, request, refused);
    return refused.reason() == Refusal.NO_CREDENTIAL ? required() : invalid();
  }

  private static Problem required() {
    return Problem.unauthorized("A credential is required.");
  }

  private static Problem invalid() {
    return Problem.unauthorized("The credential is not valid.")
        .withHeader("www-authenticate", "Bearer error=\"invalid_token\"");
  }
}
