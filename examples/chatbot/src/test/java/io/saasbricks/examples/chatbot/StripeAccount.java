package io.saasbricks.examples.chatbot;

import io.saasbricks.core.Secret;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.metering.stripe.StripeWebhook;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The stand-in for Stripe beside a running backend, as its dashboard would show it. */
record StripeAccount(Chatbot chatbot) {
  /** Opens a checkout for the plan, pays, and waits until the backend has been told. */
  void buy(Chatbot.Person person, String plan) {
    JsonObject session = person.post("/billing/checkout", "{\"plan\":\"" + plan + "\"}").json();
    pay(session.string("sessionId"));
  }

  JsonObject pay(String sessionId) {
    return chatbot
        .post("/_local/stripe/complete-checkout", "{\"sessionId\":\"" + sessionId + "\"}")
        .json();
  }

  /** The tenant's newest subscription. */
  JsonObject subscription(Chatbot.Person person) {
    return get("/v1/subscriptions?status=all&limit=100").objects("data").stream()
        .filter(found -> found.object("metadata").string("tenant").equals(person.tenantId()))
        .findFirst()
        .orElseThrow();
  }

  String customer(Chatbot.Person person) {
    return subscription(person).string("customer");
  }

  JsonObject get(String path) {
    return chatbot
        .send(
            chatbot
                .request("GET", "/_local/stripe" + path, "")
                .header("authorization", "Bearer sk_test_1"))
        .json();
  }

  /** An event about the customer, delivered to the backend with a signature of that time. */
  Chatbot.Answer deliver(String id, String type, JsonObject object, Instant signedAt) {
    String event =
        Json.text(
            JsonObject.builder()
                .put("id", id)
                .put("type", type)
                .put("created", Instant.now().getEpochSecond())
                .put("data", JsonObject.builder().put("object", object).build())
                .build());
    return deliver(
        event,
        StripeWebhook.sign(event.getBytes(StandardCharsets.UTF_8), webhookSecret(), signedAt));
  }

  Chatbot.Answer deliver(String event, String signature) {
    return chatbot.send(
        chatbot.request("POST", "/billing/webhook", event).header("stripe-signature", signature));
  }

  /** The signing secret, which backend and stand-in share. */
  Secret webhookSecret() {
    HttpRequest.Builder parameters =
        chatbot
            .request("POST", "/_local/ssm", "{\"Names\":[\"stripe-webhook-secret\"]}")
            .header("x-amz-target", "AmazonSSM.GetParameters");
    return Secret.of(chatbot.send(parameters).json().objects("Parameters").get(0).string("Value"));
  }
}
