package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.billing.Billing;
import io.saasbricks.examples.chatbot.billing.PlanSales;
import io.saasbricks.metering.stripe.StripeCheckout;
import java.util.Map;

/** {@code POST /billing/checkout}: a page of Stripe on which the tenant buys a plan. */
public final class StartCheckout extends HttpLambda {
  public StartCheckout() {
    this(System.getenv());
  }

  public StartCheckout(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private StartCheckout(Backend backend) {
    this(backend, new Billing(backend).sales());
  }

  private StartCheckout(Backend backend, PlanSales sales) {
    super(backend.managed(request -> start(sales, request)));
  }

  private static HttpResponse start(PlanSales sales, HttpRequest request) {
    StripeCheckout.Session session = sales.checkout(request);
    return HttpResponse.ok(
        JsonObject.builder()
            .put("url", session.url().toString())
            .put("sessionId", session.id())
            .build());
  }
}
