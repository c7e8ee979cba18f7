package io.saasbricks.local.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saasbricks.local.Specs;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionUrlTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEMPLATE =
      """
      Resources:
        Echo:
          Type: AWS::Serverless::Function
          Properties:
            Handler: io.saasbricks.local.emulator.EchoHandler
            FunctionUrlConfig: {AuthType: NONE, Cors: {AllowOrigins: ["*"], AllowMethods: [GET]}}
        Script:
          Type: AWS::Serverless::Function
          Properties:
            Handler: io.saasbricks.local.emulator.ScriptHandler
            FunctionUrlConfig: {AuthType: AWS_IAM}
        Stream:
          Type: AWS::Serverless::Function
          Properties:
            Handler: io.saasbricks.local.emulator.StreamHandler
            FunctionUrlConfig: {AuthType: NONE, InvokeMode: RESPONSE_STREAM}
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private Emulator emulator;

  @BeforeAll
  void start() {
    emulator = Emulator.builder(Template.parse(TEMPLATE, Map.of())).start();
  }

  @AfterAll
  void stop() {
    emulator.close();
  }

  @Test
  void eventHasTheFieldsOfTheRecordedOneAndAnEncodedPath() throws Exception {
    JsonNode sample = JSON.readTree(Specs.read("events/function-url-get.powertools-python.json"));
    JsonNode event = JSON.readTree(send("Echo", "/a%20b%2Fc").body()).path("event");
    assertThat(names(event)).isEqualTo(names(sample));
    assertThat(names(event.path("requestContext"))).isEqualTo(names(sample.path("requestContext")));
    assertThat(event.path("rawPath").asText()).isEqualTo("/a%20b%2Fc");
    assertThat(event.path("routeKey").asText()).isEqualTo("$default");
    assertThat(event.path("requestContext").path("accountId").asText()).isEqualTo("anonymous");
  }

  @Test
  void corsIsDoneByTheUrl() throws Exception {
    var preflight =
        request("Echo", "/")
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", "https://a.example")
            .header("Access-Control-Request-Method", "GET");
    assertThat(send(preflight).headers().firstValue("access-control-allow-origin")).contains("*");
    var get = request("Echo", "/").header("Origin", "https://a.example");
    assertThat(send(get).headers().firstValue("access-control-allow-origin")).contains("*");
  }

  @Test
  void urlWithIamWantsASignature() throws Exception {
    HttpResponse<String> anonymous = send("Script", "/");
    assertThat(anonymous.statusCode()).isEqualTo(403);
    assertThat(anonymous.body()).isEqualTo("{\"Message\":\"Forbidden\"}");
    var signed = request("Script", "/").header("Authorization", "AWS4-HMAC-SHA256 Credential=x");
    assertThat(send(signed).statusCode()).isEqualTo(200);
  }

  @Test
  void streamReachesTheCallerWhileTheFunctionStillWrites() throws Exception {
    HttpResponse<InputStream> answer =
        client.send(request("Stream", "/paced").build(), BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
    assertThat(answer.headers().firstValue("set-cookie")).contains("a=1");
    try (InputStream body = answer.body()) {
      assertThat(new String(body.readNBytes(6), UTF_8)).isEqualTo("first ");
      StreamHandler.PERMITS.release();
      assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo("second");
    }
  }

  @Test
  void streamMayComeInAnyPieces() throws Exception {
    assertThat(send("Stream", "/bytewise").body()).isEqualTo("body");
    assertThat(send("Stream", "/empty").body()).isEmpty();
    assertThat(send("Stream", "/other").body()).contains("\"rawPath\":\"/other\"");
  }

  @Test
  void streamWithoutAPreludeIsTheBodyItself() throws Exception {
    HttpResponse<String> answer = send("Stream", "/raw");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("raw");
    assertThat(answer.headers().firstValue("content-type")).contains("application/octet-stream");
  }

  @Test
  void streamThatFailsBeforeItsPreludeIs502() throws Exception {
    assertThat(send("Stream", "/early").statusCode()).isEqualTo(502);
    assertThat(send("Stream", "/malformed").statusCode()).isEqualTo(502);
  }

  @Test
  void streamThatFailsInTheMiddleIsCut() {
    assertThatThrownBy(() -> send("Stream", "/midway")).isInstanceOf(IOException.class);
  }

  @Test
  void onlyUrlOfATemplateWithoutApiHasTheMainPort() throws Exception {
    String yaml = TEMPLATE.substring(0, TEMPLATE.indexOf("  Script:"));
    try (var alone = Emulator.builder(Template.parse(yaml, Map.of())).start()) {
      assertThat(alone.functionUrl("Echo")).isEqualTo(alone.uri());
      assertThat(send(HttpRequest.newBuilder(alone.uri().resolve("/x"))).body())
          .contains("\"rawPath\":\"/x\"");
    }
  }

  @Test
  void functionWithoutUrlIsRefused() {
    assertThatThrownBy(() -> emulator.functionUrl("Nobody"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Nobody");
  }

  private HttpRequest.Builder request(String function, String path) {
    return HttpRequest.newBuilder(URI.create(emulator.functionUrl(function) + path));
  }

  private HttpResponse<String> send(String function, String path) throws Exception {
    return send(request(function, path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static Set<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
