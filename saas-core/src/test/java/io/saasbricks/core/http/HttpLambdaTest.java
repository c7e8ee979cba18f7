package io.saasbricks.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.logs.CapturedLogs;
import io.saasbricks.core.table.InvalidCursorException;
import io.saasbricks.core.table.StoreRejectedException;
import io.saasbricks.core.table.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.slf4j.event.Level;

class HttpLambdaTest {
  private static final JsonObject HELLO = JsonObject.builder().put("hello", "world").build();

  @Test
  void anAnswerIsWrittenInPayloadFormat() {
    TestFunction function =
        new TestFunction(
            request ->
                new HttpResponse(201, Headers.none(), List.of("a=1; Secure", "b=2"), "{}")
                    .with("Location", "/agents/1"));
    JsonObject answer = function.get("POST /agents");
    assertThat(answer.number("statusCode")).isEqualTo(201);
    assertThat(answer.object("headers").string("location")).isEqualTo("/agents/1");
    assertThat(answer.strings("cookies")).containsExactly("a=1; Secure", "b=2");
    assertThat(answer.string("body")).isEqualTo("{}");
    assertThat(answer.bool("isBase64Encoded")).isFalse();
  }

  static Stream<Arguments> failures() {
    Throwable cause = new IllegalStateException("secret cause");
    return Stream.of(
        Arguments.of(Problem.notFound("agent").asException(), 404, "not-found", 0),
        Arguments.of(new InvalidCursorException(), 400, "bad-request", 0),
        Arguments.of(new StoreUnavailableException("secret table", cause), 503, "unavailable", 1),
        Arguments.of(new StoreRejectedException("secret table", cause), 500, "internal", 1),
        Arguments.of(new IllegalArgumentException("secret value"), 500, "internal", 1),
        Arguments.of(new IllegalStateException("secret state"), 500, "internal", 1));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whateverIsThrownBecomesAProblemThatLeaksNothing(
      RuntimeException failure, int status, String type, int errors) {
    TestFunction function =
        new TestFunction(
            request -> {
              throw failure;
            });
    List<JsonObject> answers = new ArrayList<>();
    List<CapturedLogs.Line> lines =
        CapturedLogs.during(() -> answers.add(function.get("GET /agents/{agentId}")));
    JsonObject answer = answers.get(0);
    assertThat(answer.number("statusCode")).isEqualTo(status);
    assertThat(answer.object("headers").string("content-type"))
        .isEqualTo("application/problem+json");
    assertThat(answer.string("body"))
        .contains("\"type\":\"https://saasbricks.io/problems/" + type + "\"")
        .contains("\"requestId\":\"request-1\"")
        .doesNotContain("secret");
    assertThat(lines).hasSize(errors);
    for (CapturedLogs.Line line : lines) {
      assertThat(line.level()).isEqualTo(Level.ERROR);
      assertThat(line.cause()).contains(failure);
      assertThat(line.values())
          .containsEntry("route", "GET /agents/{agentId}")
          .containsEntry("requestId", "request-1");
      assertThat(line.context()).containsEntry("requestId", "request-1");
    }
    assertThat(MDC.get("requestId")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"requestContext\": null}",
        "{\"requestContext\": {\"http\": {}}}",
        "{\"requestContext\": {\"http\": {\"method\": 5}}}",
        "{\"requestContext\": {\"http\": {\"method\": \"GET\"}}, \"headers\": {\"a\": 1}}",
        "{\"requestContext\": {\"http\": {\"method\": \"GET\"}}, \"cookies\": \"a=b\"}",
        "{\"requestContext\": {\"http\": {\"method\": \"GET\"}}, \"rawQueryString\": \"a=%zz\"}",
        "{\"requestContext\": {\"http\": {\"method\": \"GET\"}}, \"body\": \"!\","
            + " \"isBase64Encoded\": true}"
      })
  void anEventThatIsNoRequestIsAnsweredWith400(String event) {
    TestFunction function = new TestFunction(request -> HttpResponse.ok(HELLO));
    JsonObject answer = function.call(event, FakeContext.USUAL);
    assertThat(answer.number("statusCode")).isEqualTo(400);
    assertThat(answer.string("body")).contains("\"requestId\":\"invocation-1\"");
  }

  @Test
  void aBodyIsReadUpToItsLimit() {
    TestFunction function =
        new TestFunction(request -> HttpResponse.empty(200 + request.body().length % 2));
    String event = TestFunction.event("POST /");
    String body = "x".repeat(256 * 1024);
    assertThat(function.call(withBody(event, body), FakeContext.USUAL).number("statusCode"))
        .isEqualTo(200);
    JsonObject tooLarge = function.call(withBody(event, body + "x"), FakeContext.USUAL);
    assertThat(tooLarge.number("statusCode")).isEqualTo(413);
    assertThat(tooLarge.string("body")).contains("262144");
  }

  private static String withBody(String event, String body) {
    return event.substring(0, event.length() - 1) + ",\"body\":\"" + body + "\"}";
  }

  @Test
  void theDeadlineIsWhatLambdaLeaves() {
    TestFunction function =
        new TestFunction(
            request ->
                HttpResponse.empty(request.deadline().remaining().toMillis() <= 200 ? 200 : 500));
    String event = TestFunction.event("GET /");
    assertThat(function.call(event, new FakeContext(200, null)).number("statusCode"))
        .isEqualTo(200);
  }

  @Test
  void theTenantOfAnIsolatedEnvironmentIsKnown() {
    TestFunction function =
        new TestFunction(
            request ->
                HttpResponse.empty(
                    request.isolatedTenant().equals(java.util.Optional.of("tenant01"))
                        ? 200
                        : 500));
    String event = TestFunction.event("GET /");
    assertThat(function.call(event, new FakeContext(200, "tenant01")).number("statusCode"))
        .isEqualTo(200);
    assertThat(function.call(event, FakeContext.USUAL).number("statusCode")).isEqualTo(500);
  }

  @Test
  void itIsWarmedUpBeforeACheckpointAndRefreshedAfterIt() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    TestFunction function =
        new TestFunction(
            request -> {
              requests.incrementAndGet();
              throw Problem.unauthorized("No credential was given.").asException();
            });
    function.beforeCheckpoint(org.crac.Core.getGlobalContext());
    assertThat(requests).hasValue(1);
    assertThat(function.restores()).isZero();
    function.afterRestore(org.crac.Core.getGlobalContext());
    assertThat(function.restores()).isEqualTo(1);
  }
}
