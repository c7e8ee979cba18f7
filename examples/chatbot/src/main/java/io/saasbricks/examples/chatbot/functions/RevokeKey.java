package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.auth.ApiKeys;
import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Problem;
import io.saasbricks.examples.chatbot.Backend;
import java.util.Map;

/** {@code DELETE /keys/{keyId}}: after which the key is refused everywhere within 5 seconds. */
public final class RevokeKey extends HttpLambda {
  public RevokeKey() {
    this(System.getenv());
  }

  public RevokeKey(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private RevokeKey(Backend backend) {
    super(backend.managed(request -> revoke(backend.keys(), request)));
  }

  private static HttpResponse revoke(ApiKeys keys, HttpRequest request) {
    return keys.revoke(request.principal().orElseThrow(), request.pathParameter("keyId"))
        .map(revoked -> HttpResponse.empty(204))
        .orElseThrow(() -> Problem.notFound("key").asException());
  }
}
