package io.saasbricks.examples.chatbot.users;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Middleware;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.tenant.Role;
import java.util.Optional;

/**
 * Lets a person pass who may do at least what the role may; 403 otherwise, and for an API key. The
 * role is the one at the sign-in: who loses a role loses their sessions with it.
 */
public final class RequireRole implements Middleware {
  /** Of a session: the person's role. */
  public static final String CLAIM = "role";

  private final Role least;

  private RequireRole(Role least) {
    this.least = least;
  }

  /** A middleware that lets that role pass, and those above it. */
  public static RequireRole of(Role least) {
    return new RequireRole(least);
  }

  /** The role of a person who has signed in; empty for any other caller. */
  public static Optional<Role> of(Principal caller) {
    return caller.kind() == Principal.Kind.SESSION
        ? caller.claim(CLAIM).map(Role::valueOf)
        : Optional.empty();
  }

  @Override
  public HttpResponse apply(HttpRequest request, Handler next) {
    Role role =
        of(request.principal().orElseThrow())
            .orElseThrow(
                () -> Problem.forbidden("This takes a person who has signed in.").asException());
    if (!role.includes(least)) {
      throw Problem.forbidden("This takes somebody who manages the account.").asException();
    }
    return next.handle(request);
  }
}
