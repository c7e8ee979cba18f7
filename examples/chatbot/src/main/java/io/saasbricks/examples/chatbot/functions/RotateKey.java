package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.auth.ApiKeys;
import io.saasbricks.auth.Rotation;
import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Problem;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.keys.KeyView;
import io.saasbricks.examples.chatbot.keys.KeyWish;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** {@code POST /keys/{keyId}/rotate}: a successor, beside which the key stays good for a while. */
public final class RotateKey extends HttpLambda {
  public RotateKey() {
    this(System.getenv());
  }

  public RotateKey(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private RotateKey(Backend backend) {
    super(backend.managed(request -> rotate(backend.keys(), request, backend.time().instant())));
  }

  private static HttpResponse rotate(ApiKeys keys, HttpRequest request, Instant now) {
    Duration grace = KeyWish.grace(request);
    Rotation rotation =
        keys.rotate(request.principal().orElseThrow(), request.pathParameter("keyId"), grace)
            .orElseThrow(() -> Problem.notFound("key").asException());
    if (!(rotation instanceof Rotation.Rotated rotated)) {
      throw Problem.conflict("The key is no longer good, or has a successor.").asException();
    }
    return HttpResponse.ok(KeyView.json(rotated, now));
  }
}
