package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.billing.Billing;
import io.saasbricks.examples.chatbot.billing.PlanSales;
import java.util.Map;

/** {@code GET /billing/portal}: a page of Stripe on which the tenant changes cards and plans. */
public final class OpenPortal extends HttpLambda {
  public OpenPortal() {
    this(System.getenv());
  }

  public OpenPortal(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private OpenPortal(Backend backend) {
    this(backend, new Billing(backend).sales());
  }

  private OpenPortal(Backend backend, PlanSales sales) {
    super(backend.managed(request -> open(sales, request)));
  }

  private static HttpResponse open(PlanSales sales, HttpRequest request) {
    return HttpResponse.ok(
        JsonObject.builder().put("url", sales.portal(request).url().toString()).build());
  }
}
