package io.saasbricks.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saasbricks.local.dynamodb.DynamoDbLocal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalBackendTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TEMPLATE = Path.of("src/test/resources/templates/small.yaml");

  private final HttpClient client = HttpClient.newHttpClient();
  private LocalBackend backend;

  @BeforeAll
  void start() {
    backend =
        LocalBackend.of(TEMPLATE)
            .dynamoDb(DynamoDbLocal.shared().endpoint())
            .processEnvironment(Map.of("GEMINI_API_KEY", "real"))
            .start();
  }

  @AfterAll
  void stop() {
    backend.close();
  }

  @Test
  void vendorsAreTheStandInsUnlessTheProcessHasARealKey() throws Exception {
    JsonNode environment = json(get("/echo")).path("environment");
    assertThat(environment.path("OPENAI_BASE_URL").asText())
        .isEqualTo(backend.uri() + "/_local/openai/v1");
    assertThat(environment.path("GEMINI_BASE_URL").asText())
        .isEqualTo("https://generativelanguage.googleapis.com");
    assertThat(environment.path("GOOGLE_JWKS_URL").asText())
        .isEqualTo(backend.uri() + "/_local/google/oauth2/v3/certs");
    assertThat(environment.path("AWS_ENDPOINT_URL_SSM").asText())
        .isEqualTo(backend.uri() + "/_local/ssm");
    assertThat(environment.path("STRIPE_BASE_URL").asText())
        .isEqualTo(backend.uri() + "/_local/stripe");
    assertThat(environment.has("ANTHROPIC_BASE_URL")).isFalse();
  }

  @Test
  void tablesOfTheTemplateExist() {
    try (DynamoDbClient dynamoDb = DynamoDbLocal.shared().client()) {
      var table = dynamoDb.describeTable(request -> request.tableName("small-things")).table();
      assertThat(table.keySchema()).hasSize(1);
      assertThat(
              dynamoDb
                  .describeTimeToLive(request -> request.tableName("small-things"))
                  .timeToLiveDescription()
                  .attributeName())
          .isEqualTo("ttl");
    }
  }

  @Test
  void credentialNamesTheTemplatesClient() throws Exception {
    String token =
        json(get("/_local/google/credential?email=ada%2Bx@example.com&name=Ada+L"))
            .path("credential")
            .asText();
    JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    assertThat(claims.path("aud").asText()).isEqualTo("client-1");
    assertThat(claims.path("email").asText()).isEqualTo("ada+x@example.com");
    assertThat(claims.path("name").asText()).isEqualTo("Ada L");
    assertThat(json(get("/_local/google/oauth2/v3/certs")).path("keys")).hasSize(1);
  }

  @Test
  void faultSpoilsTheNextAnswers() throws Exception {
    assertThat(
            post("/_local/llm/faults", "{\"provider\":\"openai\",\"status\":503,\"count\":2}")
                .statusCode())
        .isEqualTo(204);
    assertThat(chat().statusCode()).isEqualTo(503);
    backend.faults().clear();
    assertThat(chat().statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "not json",
        "{\"provider\":\"nobody\"}",
        "{\"provider\":\"openai\",\"status\":200}"
      })
  void faultThatCannotHappenIsRefused(String body) throws Exception {
    HttpResponse<String> answer = post("/_local/llm/faults", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("message").asText()).isNotEmpty();
  }

  @Test
  void paidCheckoutIsAnnouncedToTheBackend() throws Exception {
    JsonNode session =
        json(
            stripe(
                "/v1/checkout/sessions",
                "mode=subscription&success_url=http://x/&line_items[0][price]=price_pro"));
    assertThat(session.path("url").asText())
        .isEqualTo(backend.uri() + "/_local/stripe/pay/" + session.path("id").asText());
    HttpResponse<String> paid =
        post(
            "/_local/stripe/complete-checkout",
            "{\"sessionId\":\"" + session.path("id").asText() + "\"}");
    assertThat(paid.statusCode()).isEqualTo(200);
    assertThat(json(paid).path("delivered")).hasSize(2);
    assertThat(post("/_local/stripe/complete-checkout", "{}").statusCode()).isEqualTo(400);
    assertThat(post("/_local/stripe/complete-checkout", "{").statusCode()).isEqualTo(400);
  }

  @Test
  void acceptedMeterEventsAreListed() throws Exception {
    stripe(
        "/v1/billing/meter_events",
        "event_name=m&payload[stripe_customer_id]=cus_1&payload[value]=3");
    JsonNode item = json(get("/_local/stripe/meter-events")).path("items").path(0);
    assertThat(item.path("customer").asText()).isEqualTo("cus_1");
    assertThat(item.path("value").asInt()).isEqualTo(3);
  }

  private HttpResponse<String> stripe(String path, String form) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(backend.uri() + "/_local/stripe" + path))
            .header("Authorization", "Bearer sk_test")
            .POST(BodyPublishers.ofString(form));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> chat() throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(backend.uri() + "/_local/openai/v1/chat/completions"))
            .header("Authorization", "Bearer key")
            .POST(
                BodyPublishers.ofString(
                    "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(backend.uri() + path));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(backend.uri() + path))
            .POST(BodyPublishers.ofString(body));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body());
  }
}
