package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.billing.Billing;
import io.saasbricks.examples.chatbot.billing.StripeEvents;
import io.saasbricks.metering.stripe.StripeWebhook;
import java.util.Map;

/** {@code POST /billing/webhook}: what Stripe tells, if it is Stripe. */
public final class ReceiveStripeEvent extends HttpLambda {
  public ReceiveStripeEvent() {
    this(System.getenv());
  }

  public ReceiveStripeEvent(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private ReceiveStripeEvent(Backend backend) {
    this(backend, new Billing(backend));
  }

  private ReceiveStripeEvent(Backend backend, Billing billing) {
    this(backend, billing, billing.events());
  }

  private ReceiveStripeEvent(Backend backend, Billing billing, StripeEvents events) {
    super(backend.open(request -> receive(billing.webhook(), events, request)));
  }

  /** Nothing: to refuse an event takes the secret, which is not to be in the snapshot. */
  @Override
  protected void prime() {}

  private static HttpResponse receive(
      StripeWebhook webhook, StripeEvents events, HttpRequest request) {
    if (!(webhook.verify(request.body(), request.header("stripe-signature"))
        instanceof StripeWebhook.Delivery.Verified verified)) {
      throw Problem.badRequest("The signature is not valid.").asException();
    }
    request.facts().put("stripeEvent", verified.event().id());
    request.facts().put("stripeEventType", verified.event().type());
    events.receive(verified.event(), request.deadline());
    return HttpResponse.ok(JsonObject.builder().put("received", true).build());
  }
}
