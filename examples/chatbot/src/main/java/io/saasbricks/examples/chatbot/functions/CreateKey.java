package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.auth.ApiKeys;
import io.saasbricks.auth.CreatedKey;
import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.keys.KeyLimits;
import io.saasbricks.examples.chatbot.keys.KeyView;
import io.saasbricks.examples.chatbot.keys.KeyWish;
import java.time.InstantSource;
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
    this(backend, backend.keys(), backend.counters(), backend.time());
  }

  private CreateKey(Backend backend, ApiKeys keys, SaasTable counters, InstantSource time) {
    super(backend.managed(backend.counted(request -> create(keys, counters, time, request))));
  }

  private static HttpResponse create(
      ApiKeys keys, SaasTable counters, InstantSource time, HttpRequest request) {
    KeyWish wish = KeyWish.read(request.json(), time.instant());
    CreatedKey created = keys.create(request.principal().orElseThrow(), wish.key());
    wish.callsPerMinute().ifPresent(calls -> KeyLimits.set(counters, time, created.key(), calls));
    return HttpResponse.json(201, KeyView.json(created, wish, time.instant()));
  }
}
