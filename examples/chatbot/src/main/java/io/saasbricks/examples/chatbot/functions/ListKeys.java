package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.auth.ApiKey;
import io.saasbricks.auth.ApiKeys;
import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.keys.KeyView;
import java.time.Instant;
import java.util.Map;

/** {@code GET /keys}: the tenant's API keys, newest first, revoked ones included. */
public final class ListKeys extends HttpLambda {
  public ListKeys() {
    this(System.getenv());
  }

  public ListKeys(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private ListKeys(Backend backend) {
    super(backend.managed(request -> list(backend.keys(), request, backend.time().instant())));
  }

  private static HttpResponse list(ApiKeys keys, HttpRequest request, Instant now) {
    Page<ApiKey> page = keys.list(TenantContext.of(request).scope(), Paging.whole(request));
    return HttpResponse.ok(Paging.json(page.map(key -> KeyView.json(key, now))));
  }
}
