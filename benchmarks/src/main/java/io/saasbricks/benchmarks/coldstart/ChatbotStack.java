package io.saasbricks.benchmarks.coldstart;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.local.LocalBackend;
import io.saasbricks.local.emulator.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The chatbot's tables and the stand-ins of its vendors, with one tenant who has one agent: all
 * that a function in another process needs to answer, and the events to answer.
 */
final class ChatbotStack implements AutoCloseable {
  private static final List<String> TABLES =
      List.of("APP_TABLE", "CONVERSATIONS_TABLE", "COUNTERS_TABLE");

  /** Signs what the function for Node.js verifies. */
  static final String NODE_SECRET = "0123456789abcdef".repeat(4);

  private static final JsonObject AGENT =
      JsonObject.builder()
          .put("name", "Ada")
          .put("businessName", "Rye & Co")
          .put("role", "assistant of a bakery")
          .put("businessInfo", "Open Tuesday to Saturday, 7:00 to 18:00. A loaf costs 5.50 EUR.")
          .build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final LocalBackend backend;
  private final Map<String, String> environment;
  private final String token;
  private final String agentId;

  private ChatbotStack(LocalBackend backend, Template template, URI dynamoDb) {
    this.backend = backend;
    this.environment = environment(template, dynamoDb, backend.uri());
    JsonObject credential =
        JsonObject.builder()
            .put("credential", backend.google().credential("ann@example.com", "Ann"))
            .build();
    this.token = post("/auth/google", credential, "").string("token");
    this.agentId = post("/agents", AGENT, token).string("agentId");
  }

  /**
   * Starts the stack of a template.
   *
   * @param dynamoDb where the tables are made, and where functions find them without a detour
   */
  static ChatbotStack start(Path template, URI dynamoDb) {
    LocalBackend backend = LocalBackend.of(template).dynamoDb(dynamoDb).start();
    try {
      return new ChatbotStack(backend, Template.read(template, Map.of()), dynamoDb);
    } catch (RuntimeException e) {
      backend.close();
      throw e;
    }
  }

  /** The variables of a function. */
  Map<String, String> environment() {
    return environment;
  }

  /** A visitor's first message, each time from another address. */
  byte[] chat(int number) {
    JsonObject body =
        JsonObject.builder().put("agentId", agentId).put("message", "When are you open?").build();
    String address = "198.18." + number / 250 + "." + (number % 250 + 1);
    return Json.bytes(
        event("POST /widget/chat", address)
            .put("headers", Map.of("content-type", "application/json"))
            .put("body", Json.text(body))
            .put("isBase64Encoded", false)
            .build());
  }

  /** What API Gateway asks the authorizer about somebody with a session. */
  byte[] authorizer(int number) {
    return Json.bytes(
        event("GET /agents", "198.18.0." + (number % 250 + 1))
            .put("type", "REQUEST")
            .put("routeArn", "arn:aws:execute-api:us-east-1:123456789012:abcdef123/$default/GET/a")
            .put("identitySource", List.of("Bearer " + token))
            .put("headers", Map.of("authorization", "Bearer " + token))
            .build());
  }

  /** As {@link #authorizer}, with a token that the function for Node.js can verify. */
  byte[] nodeAuthorizer() {
    String token = NodeToken.signed(NODE_SECRET);
    return Json.bytes(
        event("GET /agents", "198.18.0.1")
            .put("headers", Map.of("authorization", "Bearer " + token))
            .build());
  }

  byte[] health(int number) {
    return Json.bytes(event("GET /health", "198.18.0." + (number % 250 + 1)).build());
  }

  private static JsonObject.Builder event(String route, String address) {
    String method = route.substring(0, route.indexOf(' '));
    String path = route.substring(route.indexOf(' ') + 1);
    JsonObject http =
        JsonObject.builder()
            .put("method", method)
            .put("path", path)
            .put("protocol", "HTTP/1.1")
            .put("sourceIp", address)
            .put("userAgent", "benchmark")
            .build();
    JsonObject context =
        JsonObject.builder()
            .put("accountId", "123456789012")
            .put("requestId", "JKJaXmPLvHcESHA=")
            .put("http", http)
            .build();
    return JsonObject.builder()
        .put("version", "2.0")
        .put("routeKey", route)
        .put("rawPath", path)
        .put("rawQueryString", "")
        .put("requestContext", context);
  }

  private static Map<String, String> environment(Template template, URI dynamoDb, URI backend) {
    Map<String, String> variables = new HashMap<>();
    TABLES.forEach(name -> variables.put(name, template.environmentValue(name)));
    variables.put("ALLOWED_ORIGINS", "http://localhost:8080");
    variables.put("PARAMETER_PREFIX", template.environmentValue("PARAMETER_PREFIX"));
    variables.put("OPENAI_BASE_URL", backend + "/_local/openai/v1");
    variables.put("GEMINI_BASE_URL", backend + "/_local/gemini");
    variables.put("DEEPSEEK_BASE_URL", backend + "/_local/deepseek");
    variables.put("ANTHROPIC_BASE_URL", backend + "/_local/anthropic");
    variables.put("AWS_ENDPOINT_URL_SSM", backend + "/_local/ssm");
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
    variables.put("AWS_REGION", "us-east-1");
    // The stand-in of Parameter Store knows functions by their keys.
    variables.put("AWS_ACCESS_KEY_ID", "WidgetChatFunction");
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    variables.put("AWS_LAMBDA_FUNCTION_NAME", "chat");
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/chat");
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    variables.put("LOG_LEVEL", "INFO");
    variables.put("TZ", ":UTC");
    return Map.copyOf(variables);
  }

  private JsonObject post(String path, JsonObject body, String token) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(backend.uri() + path))
            .header("content-type", "application/json")
            .header("authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(Json.text(body), StandardCharsets.UTF_8))
            .build();
    try {
      return Json.object(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    backend.close();
  }
}
