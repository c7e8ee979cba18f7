package io.saasbricks.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.saasbricks.local.time.ManualTime;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A Stripe stand-in of a test, called over HTTP, with the events it delivered. */
final class StripeAccount implements AutoCloseable {
  static final OpenApiSchema SCHEMA = OpenApiSchema.read("stripe-openapi-subset.json");
  static final String SECRET = "whsec_test";

  final ManualTime time = new ManualTime(Instant.parse("2026-03-10T12:30:00Z"));
  final Faults faults = new Faults();
  final List<JsonNode> delivered = new ArrayList<>();
  final List<String> signatures = new ArrayList<>();
  int webhookStatus = 200;
  final StripeStandIn stripe;
  private final Caller caller;

  private StripeAccount(boolean lenient) throws IOException {
    this.stripe =
        lenient
            ? StripeStandIn.createLenient(faults, time, SECRET, this::receive)
            : StripeStandIn.create(faults, time, SECRET, this::receive);
    this.caller = new Caller(stripe, "Authorization", "Bearer sk_test_1");
  }

  static StripeAccount strict() throws IOException {
    return new StripeAccount(false);
  }

  static StripeAccount lenient() throws IOException {
    return new StripeAccount(true);
  }

  private int receive(String payload, String signature) throws IOException {
    if (webhookStatus == 0) {
      throw new IOException("unreachable");
    }
    delivered.add(Caller.JSON.readTree(payload));
    signatures.add(signature);
    return webhookStatus;
  }

  /** The object that a call answers, which fits its specification. */
  JsonNode post(String schema, String path, String form, String... headers) throws Exception {
    return checked(schema, call("POST", path, form, headers));
  }

  JsonNode get(String schema, String path) throws Exception {
    return checked(schema, call("GET", path, ""));
  }

  /** The items of a list, each of which fits its specification. */
  List<JsonNode> list(String schema, String path) throws Exception {
    HttpResponse<String> answer = call("GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<JsonNode> items = new ArrayList<>();
    for (JsonNode item : Caller.json(answer).path("data")) {
      assertThat(SCHEMA.problems(schema, item)).isEmpty();
      items.add(item);
    }
    return items;
  }

  HttpResponse<String> call(String method, String path, String form, String... headers)
      throws Exception {
    return caller.send(method, path, form, headers);
  }

  /** What a refused call's error says. */
  JsonNode refused(int status, String path, String form, String... headers) throws Exception {
    HttpResponse<String> answer = call("POST", path, form, headers);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(SCHEMA.problems("error", Caller.json(answer))).isEmpty();
    return Caller.json(answer).path("error");
  }

  String uri() {
    return caller.uri().toString();
  }

  @Override
  public void close() {
    caller.close();
  }

  private static JsonNode checked(String schema, HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(SCHEMA.problems(schema, Caller.json(answer))).isEmpty();
    return Caller.json(answer);
  }
}
