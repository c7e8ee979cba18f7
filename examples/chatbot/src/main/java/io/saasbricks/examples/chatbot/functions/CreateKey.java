package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.auth.ApiKeys;
import io.saasbricks.auth.CreatedKey;
import io.saasbricks.auth.NewKey;
import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.keys.KeyView;
import io.saasbricks.examples.chatbot.keys.KeyWish;
import java.time.Instant;
import java.util.Map;

/** {@code POST /keys}: a new API key, whose text is shown here only. */
public final class CreateKey extends HttpLambda {
  public CreateKey() {
    this(System.getenv());
  }

  public CreateKey(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private CreateKey(Backend backend) {
    super(backend.signedIn(request -> create(backend.keys(), request, backend.time().instant())));
  }

  private static HttpResponse create(ApiKeys keys, HttpRequest request, Instant now) {
    NewKey wish = KeyWish.read(request.json(), now);
    CreatedKey created = keys.create(request.principal().orElseThrow(), wish);
    return HttpResponse.json(201, KeyView.json(created, now));
  }
}
