package io.saasbricks.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.vendors.Faults;
import io.saasbricks.local.vendors.StripeStandIn;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The Stripe stand-in beside a backend: it delivers its events to {@code /billing/webhook} of its
 * own accord.
 */
final class LocalStripe implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StripeStandIn stripe;
  private volatile @Nullable URI backend;
  private final ExecutorService deliveries =
      Executors.newSingleThreadExecutor(
          task -> {
            var thread = new Thread(task, "local-stripe");
            thread.setDaemon(true);
            return thread;
          });

  LocalStripe(Faults faults, InstantSource time, String webhookSecret) {
    this.stripe = StripeStandIn.createLenient(faults, time, webhookSecret, this::deliver);
  }

  /** Where events go from now on; until then they wait. */
  void deliverTo(URI address) {
    backend = address;
  }

  StripeStandIn standIn() {
    return stripe;
  }

  /** Stripe's API. The events that a call causes are delivered after its answer, as Stripe does. */
  LocalResponse handle(LocalRequest request) {
    LocalResponse answer = stripe.handle(request);
    if (!request.method().equals("GET")) {
      deliveries.execute(stripe::deliverEvents);
    }
    return answer;
  }

  /** {@code POST {sessionId}}: pays the session and answers the types of the events delivered. */
  LocalResponse completeCheckout(LocalRequest request) {
    try {
      stripe.completeCheckout(JSON.readTree(request.body()).path("sessionId").asText());
    } catch (IOException | IllegalArgumentException invalid) {
      var refusal = JsonNodeFactory.instance.objectNode();
      refusal.put("message", String.valueOf(invalid.getMessage()));
      return LocalResponse.json(400, refusal.toString());
    }
    var answer = JsonNodeFactory.instance.objectNode();
    stripe.deliverEvents().forEach(answer.putArray("delivered")::add);
    return LocalResponse.json(200, answer.toString());
  }

  /** {@code GET}: what has been accepted, by customer, event name and hour. */
  LocalResponse meterEvents(LocalRequest request) {
    return LocalResponse.json(200, stripe.meterEvents());
  }

  @Override
  public void close() {
    deliveries.shutdownNow();
  }

  private int deliver(String payload, String signature) throws IOException {
    URI address = backend;
    if (address == null) {
      throw new IOException("the backend has not started yet");
    }
    var connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json; charset=utf-8");
    connection.setRequestProperty("Stripe-Signature", signature);
    try (OutputStream body = connection.getOutputStream()) {
      body.write(payload.getBytes(StandardCharsets.UTF_8));
    }
    return connection.getResponseCode();
  }
}
