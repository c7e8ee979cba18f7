package io.saasbricks.metering.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import io.saasbricks.core.net.TransportException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A Stripe that gives prepared answers, and refuses requests that its OpenAPI file does not allow.
 */
final class ScriptedStripe implements Transport {
  private final Deque<Supplier<OutboundResponse>> answers = new ArrayDeque<>();
  private final List<OutboundRequest> requests = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();

  ScriptedStripe answering(int status, String body) {
    return answering(status, Map.of(), body);
  }

  ScriptedStripe answering(int status, Map<String, String> headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    answers.add(() -> OutboundResponse.of(status, headers, bytes));
    return this;
  }

  ScriptedStripe losingTheAnswer() {
    answers.add(
        () -> {
          throw new TransportException("no answer", null);
        });
    return this;
  }

  ScriptedStripe refusing(int status, String type, String message) {
    return answering(
        status, "{\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}".formatted(type, message));
  }

  @Override
  public OutboundResponse send(OutboundRequest request, Deadline deadline) {
    assertThat(StripeSpec.problems(request)).isEmpty();
    requests.add(request);
    return answers.remove().get();
  }

  StripeClient client() {
    return StripeClient.of(
        this, StripeClient.STRIPE, () -> Secret.of("sk_test_123"), pauses::add, new Random(1));
  }

  List<OutboundRequest> requests() {
    return requests;
  }

  OutboundRequest last() {
    return requests.get(requests.size() - 1);
  }

  /** The parameters of the last request. */
  Map<String, String> form() {
    return StripeSpec.decode(new String(last().body(), StandardCharsets.UTF_8));
  }

  List<Duration> pauses() {
    return pauses;
  }

  static Deadline deadline() {
    return Deadline.in(Duration.ofSeconds(10), () -> 0);
  }
}
