package io.saasbricks.docs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.Transport;
import io.saasbricks.core.table.Consumption;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.local.LocalBackend;
import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;
import io.saasbricks.local.http.LocalServer;
import io.saasbricks.local.time.ManualTime;
import io.saasbricks.local.vendors.Fault;
import io.saasbricks.local.vendors.Faults;
import io.saasbricks.local.vendors.StripeStandIn;
import io.saasbricks.metering.stripe.StripeClient;
import io.saasbricks.metering.stripe.StripeForm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@DynamoDbLocalTest // one real DynamoDB Local for the whole run, a fresh tenant for every test
class LocalExampleTest {
  private final ManualTime time = new ManualTime(Instant.parse("2026-03-01T08:00:00Z"));

  @Test
  void aPlanChangeElsewhereIsSeenWithinThirtySeconds(LocalTable local) {
    Consumption consumption = new Consumption();
    SaasTable table = SaasTable.of(local.client(), local.tableName(), time, consumption);
    TenantStore here = TenantStore.of(table, time, time.nanos());
    TenantStore elsewhere = TenantStore.of(table, time, time.nanos());
    TenantId id = new TenantId(local.tenant());
    here.create(id, "Acme", "free");

    elsewhere.changePlan(id, "pro");

    assertThat(here.find(id).orElseThrow().plan()).isEqualTo("free");
    time.advance(Duration.ofSeconds(31)); // no test sleeps
    assertThat(here.find(id).orElseThrow().plan()).isEqualTo("pro");
    assertThat(consumption.snapshot().requests()).isEqualTo(3); // and cost is a test
  }

  @Test
  void aBackendRunsFromItsTemplate() throws Exception {
    Path template =
        Path.of(System.getProperty("saasbricks.root"), "examples/chatbot/template.yaml");
    try (LocalBackend backend = LocalBackend.of(template).start()) {
      backend.faults().add("openai", Fault.status(503), 2);
      HttpResponse<String> answer = get(backend.uri().resolve("/health"));
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Test
  void aStandInRunsAlone() throws IOException {
    Transport transport = Transport.http(time);
    Deadline deadline = Deadline.in(Duration.ofSeconds(20), System::nanoTime);

    var stripe = StripeStandIn.create(new Faults(), time, "whsec_test", (payload, signed) -> 200);
    try (LocalServer server = LocalServer.start(stripe)) {
      Supplier<Secret> key = () -> Secret.of("sk_test_1");
      var client = StripeClient.of(transport, server.uri(), key, pause -> {}, new Random(1));
      StripeForm ann = StripeForm.empty().with("email", "ann@example.com");
      JsonObject customer = client.post("/v1/customers", ann, "ann-1", deadline);
      assertThat(customer.string("email")).isEqualTo("ann@example.com");
    }
  }
}
