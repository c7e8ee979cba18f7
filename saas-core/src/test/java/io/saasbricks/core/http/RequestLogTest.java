package io.saasbricks.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.logs.CapturedLogs;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Consumption;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.MemoryTables;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.time.ManualTime;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class RequestLogTest {
  private final ManualTime time = new ManualTime(Instant.parse("2025-01-01T00:00:00Z"));
  private final Consumption consumption = new Consumption();
  private final RequestLog log = RequestLog.of(consumption, time.nanos());
  private final SaasTable table =
      SaasTable.of(MemoryTables.guarded(), MemoryTables.NAME, time, consumption);

  @Test
  void oneLineTellsWhatARequestWasAndCost() {
    Key key = Key.single(PartitionKey.system("TEST"));
    table.put(key, Item.empty(), Condition.always());
    time.advance(Duration.ofSeconds(1));
    TestFunction function =
        new TestFunction(
            ((Handler)
                    request -> {
                      table.get(key);
                      table.put(key, Item.empty(), Condition.always());
                      time.advance(Duration.ofMillis(120));
                      request.facts().put("model", "small");
                      request.facts().add("inputTokens", 10);
                      request.facts().add("inputTokens", 5);
                      return HttpResponse.empty(204);
                    })
                .behind(log));
    CapturedLogs.Line line = line(() -> function.get("POST /agents"));
    assertThat(line.level()).isEqualTo(Level.INFO);
    assertThat(line.message()).isEqualTo("request");
    assertThat(line.values())
        .isEqualTo(
            Map.ofEntries(
                Map.entry("model", "small"),
                Map.entry("inputTokens", BigDecimal.valueOf(15)),
                Map.entry("latencyMs", 120L),
                Map.entry("dynamoRequests", 2L),
                Map.entry("dynamoReadUnits", 1.0),
                Map.entry("dynamoWriteUnits", 1.0),
                Map.entry("coldStart", true),
                Map.entry("gbMs", 60.0),
                Map.entry("requestId", "request-1"),
                Map.entry("route", "POST /agents"),
                Map.entry("status", 204)));
    assertThat(line(() -> function.get("GET /")).values()).containsEntry("coldStart", false);
  }

  @Test
  void aRefusalIsLoggedWithItsStatus() {
    TestFunction function =
        new TestFunction(
            ((Handler)
                    request -> {
                      throw Problem.notFound("agent").asException();
                    })
                .behind(log));
    assertThat(line(() -> function.get("GET /agents")).values()).containsEntry("status", 404);
  }

  @Test
  void aFailureIsLoggedOnceWithItsCauseAndOnceAsARequest() {
    TestFunction function =
        new TestFunction(
            ((Handler)
                    request -> {
                      throw new IllegalStateException("broken");
                    })
                .behind(Cors.allowing(List.of()), log));
    List<CapturedLogs.Line> lines = CapturedLogs.during(() -> function.get("GET /agents"));
    assertThat(lines)
        .extracting(CapturedLogs.Line::message)
        .containsExactly("request failed", "request");
    assertThat(lines.get(1).values()).containsEntry("status", 500);
  }

  @Test
  void aRoutedRequestIsLoggedUnderItsTemplate() {
    Router router = Router.empty().on("GET", "/todos/{todoId}", request -> HttpResponse.empty(200));
    Handler handler = router.behind(log);
    assertThat(line(() -> handler.handle(HttpRequest.of("GET", "/todos/5"))).values())
        .containsEntry("route", "GET /todos/{todoId}")
        .doesNotContainKeys("coldStart", "gbMs");
  }

  /** The line of the failure named the route that the front door knew: all behind a URL alike. */
  @Test
  void theFailureOfARoutedRequestIsLoggedUnderItsTemplateToo() {
    Handler failing =
        request -> {
          throw new IllegalStateException("broken");
        };
    Handler handler = Router.empty().on("GET", "/todos/{todoId}", failing.behind(log));
    List<CapturedLogs.Line> lines =
        CapturedLogs.during(() -> handler.handle(HttpRequest.of("GET", "/todos/5")));
    assertThat(lines)
        .extracting(line -> line.values().get("route"))
        .containsExactly("GET /todos/{todoId}", "GET /todos/{todoId}");
  }

  @Test
  void factsReplaceOrKeepOrAdd() {
    RequestFacts facts = HttpRequest.of("GET", "/").facts();
    facts.put("a", 1);
    facts.put("a", "2");
    facts.putIfAbsent("a", "3");
    facts.putIfAbsent("b", true);
    facts.add("c", new BigDecimal("0.25"));
    facts.add("c", 1);
    assertThat(facts.values())
        .containsExactly(
            Map.entry("a", "2"), Map.entry("b", true), Map.entry("c", new BigDecimal("1.25")));
    assertThatThrownBy(() -> facts.add("a", 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aChangedRequestKeepsItsFacts() {
    HttpRequest request = HttpRequest.of("GET", "/");
    HttpRequest.Attribute<Integer> attribute = new HttpRequest.Attribute<>("x");
    request.with(attribute, 1).facts().put("a", 1);
    assertThat(attribute).hasToString("x");
    assertThat(request.facts().values()).containsEntry("a", 1);
  }

  /** Streams that failed had the status of good ones, which no alarm counts. */
  @Test
  void aStreamThatAProblemEndedHasTheStatusOfTheProblem() {
    Handler failing =
        request ->
            ServerSentEvents.answer(
                request,
                events -> {
                  events.send("delta", JsonObject.builder().put("text", "We are").build());
                  throw Problem.unavailable().asException();
                });
    HttpResponse response = failing.behind(log).handle(HttpRequest.of("POST", "/chat"));
    assertThat(response.status()).isEqualTo(200);
    CapturedLogs.Line line =
        line(
            () ->
                assertThatCode(
                        () -> response.stream().orElseThrow().writeTo(new ByteArrayOutputStream()))
                    .doesNotThrowAnyException());
    assertThat(line.values()).containsEntry("status", 503);
  }

  private static CapturedLogs.Line line(Runnable action) {
    List<CapturedLogs.Line> lines = CapturedLogs.during(action);
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }
}
