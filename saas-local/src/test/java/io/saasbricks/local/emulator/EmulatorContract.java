package io.saasbricks.local.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saasbricks.local.Specs;
import io.saasbricks.local.time.ManualTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers and handlers see, whatever the functions run in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EmulatorContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TEMPLATE = Path.of("src/test/resources/templates/everything.yaml");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ManualTime time = new ManualTime(Instant.parse("2026-04-21T15:08:21.067Z"));
  private Emulator emulator;

  /** Chooses what the functions run in. */
  abstract EmulatorBuilder configure(EmulatorBuilder builder);

  @BeforeAll
  void start() {
    Template template = Template.read(TEMPLATE, Map.of());
    emulator = configure(Emulator.builder(template).time(time)).start();
  }

  @AfterAll
  void stop() {
    emulator.close();
  }

  // Events

  @Test
  void eventOfAPostHasTheFieldsOfTheRecordedOne() throws Exception {
    JsonNode sample = sample("http-api-v2-post.powertools-python.json");
    JsonNode event =
        event(
            request("/items/1?a=1")
                .header("Cookie", "c=1")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    assertThat(names(event)).isEqualTo(names(sample));
    assertThat(names(event.path("requestContext")))
        .isEqualTo(without(names(sample.path("requestContext")), "authentication", "authorizer"));
    assertThat(names(event.path("requestContext").path("http")))
        .isEqualTo(names(sample.path("requestContext").path("http")));
  }

  @Test
  void eventOfABareGetHasTheFieldsOfTheRecordedOne() throws Exception {
    JsonNode sample = sample("http-api-v2-get.aws-lambda-go.json");
    JsonNode event = event(request("/echo"));
    assertThat(without(names(event), "stageVariables")).isEqualTo(names(sample));
    assertThat(names(event.path("headers")))
        .containsAll(without(names(sample.path("headers")), "accept"));
  }

  @Test
  void eventTellsWhereAndWhenTheRequestCame() throws Exception {
    JsonNode context =
        event(request("/echo").header("X-Local-Source-Ip", "1.2.3.4").header("User-Agent", "me"))
            .path("requestContext");
    assertThat(context.path("http").toString())
        .isEqualTo(
            "{\"method\":\"GET\",\"path\":\"/echo\",\"protocol\":\"HTTP/1.1\","
                + "\"sourceIp\":\"1.2.3.4\",\"userAgent\":\"me\"}");
    assertThat(context.path("time").asText()).isEqualTo("21/Apr/2026:15:08:21 +0000");
    assertThat(context.path("timeEpoch").asLong()).isEqualTo(1776784101067L);
    assertThat(context.path("requestId").asText()).hasSize(16).endsWith("=");
    assertThat(context.path("stage").asText()).isEqualTo("$default");
  }

  @Test
  void headersAreLowerCaseAndRepeatedOnesJoined() throws Exception {
    JsonNode headers =
        event(
                request("/echo")
                    .header("X-Many", "1")
                    .header("X-Many", "2")
                    .header("X-Local-Source-Ip", "::1"))
            .path("headers");
    assertThat(headers.path("x-many").asText()).isEqualTo("1,2");
    assertThat(headers.path("x-forwarded-for").asText()).isEqualTo("::1");
    assertThat(headers.has("x-local-source-ip")).isFalse();
    assertThat(headers.has("X-Many")).isFalse();
  }

  @Test
  void cookiesLeaveTheHeaders() throws Exception {
    JsonNode event = event(request("/echo").header("Cookie", "a=1; b=x=y"));
    assertThat(event.path("cookies").toString()).isEqualTo("[\"a=1\",\"b=x=y\"]");
    assertThat(event.path("headers").has("cookie")).isFalse();
  }

  @Test
  void queryIsGivenRawAndDecoded() throws Exception {
    JsonNode event = event(request("/echo?p=a%20b&p=c+d&flag&e=%C3%A9"));
    assertThat(event.path("rawQueryString").asText()).isEqualTo("p=a%20b&p=c+d&flag&e=%C3%A9");
    assertThat(event.path("queryStringParameters").toString())
        .isEqualTo("{\"p\":\"a b,c d\",\"flag\":\"\",\"e\":\"é\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /items/a%20b      | /items/a b    | a b
          /items/a%2Fb      | /items/a/b    | a/b
          /items/a%3Fb      | /items/a      | a?b
          /items/%C3%A9     | /items/é      | é
          /items/100%25     | /items/100%   | 100%
          /rest/a/b%20c     | /rest/a/b c   | a/b c
          """)
  void pathIsDecodedAndCutAtADecodedQuestionMark(String sent, String rawPath, String parameter)
      throws Exception {
    JsonNode event = event(request(sent));
    assertThat(event.path("rawPath").asText()).isEqualTo(rawPath);
    assertThat(event.path("requestContext").path("http").path("path").asText()).isEqualTo(rawPath);
    assertThat(event.path("pathParameters").elements().next().asText()).isEqualTo(parameter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/json                  | true
          application/json; charset=utf-8   | true
          text/csv                          | true
          application/problem+json          | true
          application/xml                   | true
          application/octet-stream          | false
          application/x-www-form-urlencoded | false
          image/png                         | false
          """)
  void bodyIsTextOrBase64ByItsType(String type, boolean text) throws Exception {
    JsonNode event =
        event(request("/echo").header("Content-Type", type).POST(BodyPublishers.ofString("häh?")));
    assertThat(event.path("isBase64Encoded").asBoolean()).isEqualTo(!text);
    assertThat(event.path("body").asText())
        .isEqualTo(text ? "häh?" : Base64.getEncoder().encodeToString("häh?".getBytes(UTF_8)));
  }

  @Test
  void textThatIsNoUtf8GoesAsBase64() throws Exception {
    byte[] latin = {(byte) 0xE4};
    JsonNode event =
        event(
            request("/echo")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofByteArray(latin)));
    assertThat(event.path("body").asText()).isEqualTo("5A==");
    assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
  }

  // Routes

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /echo        | GET /echo
          POST   | /echo        | POST /echo
          GET    | /items/me    | GET /items/me
          PUT    | /items/me    | ANY /items/{id}
          GET    | /items/you   | ANY /items/{id}
          PATCH  | /items/you   | ANY /items/{id}
          HEAD   | /items/you   | ANY /items/{id}
          DELETE | /rest/a/b/c  | ANY /rest/{proxy+}
          OPTIONS | /rest/a     | ANY /rest/{proxy+}
          """)
  void mostSpecificRouteIsTaken(String method, String path, String routeKey) throws Exception {
    HttpResponse<String> answer = send(request(path).method(method, BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    if (!method.equals("HEAD")) {
      assertThat(JSON.readTree(answer.body()).path("event").path("routeKey").asText())
          .isEqualTo(routeKey);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/nope", "/echo/", "/items", "/items/", "/items/a/b", "/rest", "/rest/"})
  void pathWithoutARouteIs404(String path) throws Exception {
    HttpResponse<String> answer = send(request(path));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Not Found\"}");
  }

  @Test
  void methodWithoutARouteIs404() throws Exception {
    assertThat(send(request("/echo").DELETE()).statusCode()).isEqualTo(404);
  }

  // Responses

  @Test
  void structuredResponseIsMapped() throws Exception {
    HttpResponse<String> answer =
        script(
            """
            {"statusCode": 201, "headers": {"X-A": "b", "x-number": 7, "Content-Length": "99"},
             "multiValueHeaders": {"x-ignored": ["1"]},
             "cookies": ["a=1; Path=/", "b=2"], "body": "done"}
            """);
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("done");
    assertThat(answer.headers().allValues("set-cookie")).containsExactly("a=1; Path=/", "b=2");
    assertThat(answer.headers().firstValue("x-a")).contains("b");
    assertThat(answer.headers().firstValue("x-number")).contains("7");
    assertThat(answer.headers().firstValue("x-ignored")).isEmpty();
    assertThat(answer.headers().firstValue("content-type")).contains("text/plain;charset=UTF-8");
    assertThat(answer.headers().firstValue("apigw-requestid")).isPresent();
  }

  @Test
  void sampleResponseIsMapped() throws Exception {
    HttpResponse<String> answer =
        script(sample("response-http-api-v2.aws-java-tests.json").toString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"message\":\"OK\"}");
    assertThat(answer.headers().allValues("set-cookie"))
        .containsExactly("session=abc123; Secure; HttpOnly");
  }

  @Test
  void base64ResponseIsDecoded() throws Exception {
    var body = "{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"/wA=\"}";
    HttpResponse<byte[]> answer =
        client.send(scriptRequest(body).build(), BodyHandlers.ofByteArray());
    assertThat(answer.body()).containsExactly(0xFF, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1}", "\"text\"", "[1]", "7", "null"})
  void outputWithoutAStatusIsTheBodyOfA200(String output) throws Exception {
    HttpResponse<String> answer = script(output);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(output);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "{\"statusCode\":\"many\"}",
        "{\"statusCode\":999}",
        "{\"statusCode\":200,\"body\":{\"an\":\"object\"}}",
        "{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"!\"}"
      })
  void outputThatCannotBeReadIs500(String output) throws Exception {
    HttpResponse<String> answer = script(output);
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
  }

  @Test
  void handlerThatThrowsIs500() throws Exception {
    HttpResponse<String> answer = send(request("/script/throw"));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
  }

  @Test
  void functionThatRunsOutOfItsTimeIs500() throws Exception {
    assertThat(send(request("/script/hang")).statusCode()).isEqualTo(500);
  }

  @Test
  void responseOverSixMegabytesIs500() throws Exception {
    assertThat(send(request("/script/big")).statusCode()).isEqualTo(500);
  }

  @Test
  void requestOverSixMegabytesIs413() throws Exception {
    var answer = send(request("/echo").POST(BodyPublishers.ofByteArray(new byte[5_000_000])));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
  }

  @Test
  void headOverTenKilobytesIs431() throws Exception {
    assertThat(send(request("/echo").header("X", "x".repeat(10_240))).statusCode()).isEqualTo(431);
  }

  // CORS

  @Test
  void preflightIsAnsweredByTheApi() throws Exception {
    HttpResponse<String> answer = send(preflight("https://app.example.com"));
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().map())
        .containsEntry("access-control-allow-origin", List.of("https://app.example.com"))
        .containsEntry("access-control-allow-methods", List.of("GET,POST"))
        .containsEntry("access-control-allow-headers", List.of("authorization,content-type"))
        .containsEntry("access-control-max-age", List.of("600"));
  }

  @Test
  void preflightOfAStrangerIsAllowedNothing() throws Exception {
    HttpResponse<String> answer = send(preflight("https://evil.example.com"));
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control-"));
  }

  @Test
  void corsHeadersOfTheFunctionAreReplaced() throws Exception {
    String output = "{\"statusCode\":200,\"headers\":{\"Access-Control-Allow-Origin\":\"*\"}}";
    HttpResponse<String> friend =
        send(scriptRequest(output).header("Origin", "https://admin.example.com"));
    assertThat(friend.headers().allValues("access-control-allow-origin"))
        .containsExactly("https://admin.example.com");
    assertThat(friend.headers().firstValue("access-control-expose-headers"))
        .contains("retry-after");
    HttpResponse<String> stranger =
        send(scriptRequest(output).header("Origin", "https://evil.example.com"));
    assertThat(stranger.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  @Test
  void refusalsOfTheApiCarryCorsHeadersToo() throws Exception {
    for (String path : List.of("/nope", "/private")) {
      assertThat(
              send(request(path).header("Origin", "https://app.example.com"))
                  .headers()
                  .firstValue("access-control-allow-origin"))
          .contains("https://app.example.com");
    }
  }

  // Authorizer

  @Test
  void callWithoutIdentityIs401() throws Exception {
    HttpResponse<String> answer = send(request("/private"));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "bad, 403, Forbidden",
    "broken, 500, Internal Server Error",
    "odd, 500, Internal Server Error"
  })
  void callThatIsNotAuthorizedIsRefused(String token, int status, String message) throws Exception {
    HttpResponse<String> answer = send(request("/private").header("Authorization", token));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo("{\"message\":\"" + message + "\"}");
  }

  @Test
  void authorizerContextReachesTheFunction() throws Exception {
    JsonNode sample = sample("http-api-authorizer-v2-request.aws-lambda-go.json");
    time.advance(Duration.ofSeconds(61)); // past any verdict that another test left
    JsonNode context =
        event(request("/private?a=1").header("Cookie", "c=1").header("Authorization", "good"))
            .path("requestContext")
            .path("authorizer")
            .path("lambda");
    JsonNode request = context.path("request");
    assertThat(names(request)).isEqualTo(without(names(sample), "pathParameters"));
    assertThat(request.path("identitySource").toString()).isEqualTo("[\"good\"]");
    assertThat(request.path("routeArn").asText())
        .isEqualTo("arn:aws:execute-api:us-east-1:123456789012:localapi/$default/GET/private");
  }

  @Test
  void verdictIsReusedUntilItsTimeIsOver() throws Exception {
    int first = timesAsked();
    time.advance(Duration.ofSeconds(59));
    assertThat(timesAsked()).isEqualTo(first);
    time.advance(Duration.ofSeconds(2));
    assertThat(timesAsked()).isEqualTo(first + 1);
  }

  private int timesAsked() throws Exception {
    return event(request("/private").header("Authorization", "good"))
        .path("requestContext")
        .path("authorizer")
        .path("lambda")
        .path("asked")
        .asInt();
  }

  // Functions

  @Test
  void functionSeesItsContextAndEnvironment() throws Exception {
    JsonNode seen = JSON.readTree(send(request("/echo")).body());
    JsonNode context = seen.path("context");
    assertThat(context.path("requestId").asText())
        .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(context.path("functionName").asText()).isEqualTo("local-EchoFunction");
    assertThat(context.path("memory").asInt()).isEqualTo(512);
    assertThat(context.path("remaining").asInt()).isBetween(1, 5_000);
    assertThat(seen.path("environment").path("AWS_LAMBDA_FUNCTION_NAME").asText())
        .isEqualTo("local-EchoFunction");
    assertThat(seen.path("environment").path("STAGE").asText()).isEqualTo("test");
  }

  @Test
  void concurrentRequestsNeverShareAnInstance() {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(client.sendAsync(request("/echo").build(), BodyHandlers.ofString()));
    }
    assertThat(answers).allMatch(answer -> answer.join().statusCode() == 200);
  }

  @Test
  void instanceThatThrewIsUsedAgain() throws Exception {
    int before = Integer.parseInt(send(request("/script/count")).body());
    send(request("/script/throw"));
    assertThat(Integer.parseInt(send(request("/script/count")).body())).isEqualTo(before + 2);
  }

  @Test
  void instanceThatTimedOutIsNeverUsedAgain() throws Exception {
    send(request("/script/hang"));
    assertThat(send(request("/script/count")).body()).isEqualTo("1");
  }

  @Test
  void scheduledFunctionRunsOnRequest() throws Exception {
    HttpResponse<String> answer =
        send(request("/_local/invoke/HourlyFunction").POST(BodyPublishers.noBody()));
    JsonNode event =
        JSON.readTree(JSON.readTree(answer.body()).path("body").asText()).path("event");
    assertThat(names(event)).isEqualTo(names(sample("scheduled-event.aws-java-tests.json")));
    assertThat(event.path("resources").toString())
        .isEqualTo("[\"arn:aws:events:us-east-1:123456789012:rule/hourly\"]");
  }

  @Test
  void functionRunsWithTheEventGiven() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/_local/invoke/EchoFunction")
                .POST(BodyPublishers.ofString("{\"event\":{\"a\":1}}")));
    assertThat(JSON.readTree(answer.body()).path("body").asText())
        .startsWith("{\"event\":{\"a\":1}");
  }

  @ParameterizedTest
  @CsvSource({
    "Nobody, , 404",
    "EchoFunction, 7, 400",
    "EchoFunction, {, 400",
    "ScriptFunction, x, 400"
  })
  void invocationThatCannotBeMadeIsRefused(String function, String body, int status)
      throws Exception {
    var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    assertThat(send(request("/_local/invoke/" + function).POST(publisher)).statusCode())
        .isEqualTo(status);
  }

  private HttpRequest.Builder preflight(String origin) {
    return request("/echo")
        .method("OPTIONS", BodyPublishers.noBody())
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(emulator.uri() + path));
  }

  private HttpRequest.Builder scriptRequest(String output) {
    return request("/script/run")
        .header("Content-Type", "text/plain")
        .POST(BodyPublishers.ofString(output));
  }

  private HttpResponse<String> script(String output) throws Exception {
    return send(scriptRequest(output));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private JsonNode event(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("event");
  }

  private static JsonNode sample(String name) throws IOException {
    return JSON.readTree(Specs.read("events/" + name));
  }

  private static Set<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> without(Set<String> names, String... removed) {
    names.removeAll(List.of(removed));
    return names;
  }
}
