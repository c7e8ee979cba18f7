package io.saasbricks.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MarkerFactory;
import org.slf4j.event.DefaultLoggingEvent;
import org.slf4j.event.Level;

class LogLineTest {
  private static final Map<String, String> LAMBDA =
      Map.of(
          "AWS_LAMBDA_FUNCTION_NAME", "chat",
          "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
          "POWERTOOLS_SERVICE_NAME", "chatbot");

  private final LogCapture log = new LogCapture();

  @Test
  void aPlainEventIsTheShortestLine() {
    log.logger().info("ready");

    assertThat(log.text())
        .isEqualTo(
            "{\"timestamp\":\"2026-11-21T09:30:00.250Z\",\"level\":\"INFO\",\"message\":\"ready\","
                + "\"logger\":\"app.Chat\",\"service\":\"service_undefined\"}\n");
  }

  @Test
  void aLambdaEventCarriesTheFunctionTheInvocationAndTheTenant() {
    LogCapture lambda = new LogCapture(LAMBDA);
    lambda.properties.setProperty(
        "com.amazonaws.xray.traceHeader", "Root=1-6740-abc;Parent=53995c3f42cd8ad8;Sampled=0");
    lambda.mdc().put("requestId", "8f5f");
    lambda.mdc().put("tenantId", "acme");

    lambda.logger().atWarn().addKeyValue("route", "POST /chat").log("slow by {} ms", 250);

    assertThat(lambda.text())
        .isEqualTo(
            "{\"timestamp\":\"2026-11-21T09:30:00.250Z\",\"level\":\"WARN\","
                + "\"message\":\"slow by 250 ms\","
                + "\"logger\":\"app.Chat\",\"service\":\"chatbot\",\"function_name\":\"chat\","
                + "\"function_version\":\"$LATEST\",\"function_memory_size\":512,"
                + "\"cold_start\":true,"
                + "\"tenantId\":\"acme\",\"requestId\":\"8f5f\",\"route\":\"POST /chat\","
                + "\"function_request_id\":\"8f5f\",\"tenant_id\":\"acme\","
                + "\"xray_trace_id\":\"1-6740-abc\"}\n");
  }

  @Test
  void anErrorHasNameMessageAndStack() {
    log.logger().error("failed", new IllegalStateException("no answer"));

    JsonNode error = log.line().get("error");
    assertThat(error.get("name").textValue()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.get("message").textValue()).isEqualTo("no answer");
    assertThat(error.get("stack").textValue())
        .startsWith("java.lang.IllegalStateException: no answer\n\tat io.saasbricks.logging.");
  }

  @Test
  void anErrorWithoutMessageSaysNull() {
    log.logger().error("failed", new IllegalStateException());

    assertThat(log.line().get("error").get("message").isNull()).isTrue();
  }

  @Test
  void theLastArgumentMayBeTheErrorAsSlf4jPromises() {
    log.logger().error("{} failed", "chat", new IllegalStateException("x"));

    JsonNode line = log.line();
    assertThat(line.get("message").textValue()).isEqualTo("chat failed");
    assertThat(line.get("error").get("message").textValue()).isEqualTo("x");
  }

  @Test
  void valuesKeepTheirJsonType() {
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("tokens", List.of(1, 2L));
    usage.put("cached", null);
    log.logger()
        .atInfo()
        .addKeyValue("int", 7)
        .addKeyValue("double", 0.25)
        .addKeyValue("tiny", 1e-12)
        .addKeyValue("decimal", new BigDecimal("0.000100"))
        .addKeyValue("big", new BigInteger("123456789012345678901234567890"))
        .addKeyValue("atomic", new AtomicLong(3))
        .addKeyValue("yes", true)
        .addKeyValue("nothing", (Object) null)
        .addKeyValue("usage", usage)
        .addKeyValue("array", new Object[] {"a", 1})
        .addKeyValue("duration", Duration.ofSeconds(90))
        .log("types");

    assertThat(log.text())
        .contains(
            "\"int\":7,\"double\":0.25,\"tiny\":1.0E-12,\"decimal\":0.000100,"
                + "\"big\":123456789012345678901234567890,\"atomic\":3,\"yes\":true,"
                + "\"nothing\":null,"
                + "\"usage\":{\"tokens\":[1,2],\"cached\":null},\"array\":[\"a\",1],"
                + "\"duration\":\"PT1M30S\"");
    assertThat(log.line().get("tiny").decimalValue()).isEqualByComparingTo("1e-12");
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void numbersThatJsonLacksAreText(double value) {
    log.logger().atInfo().addKeyValue("value", value).log("x");

    assertThat(log.line().get("value").textValue()).isEqualTo(Double.toString(value));
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp",
    "level",
    "message",
    "logger",
    "service",
    "function_name",
    "function_version",
    "function_memory_size",
    "cold_start",
    "error",
    "thread",
    "truncated"
  })
  void aReservedNameIsNeitherReplacedNorLost(String name) {
    log.mdc().put(name, "from the MDC");
    log.logger().info("x");
    JsonNode fromMdc = log.line();
    log.mdc().clear();
    log.logger().atInfo().addKeyValue(name, "from the event").log("x");
    JsonNode fromEvent = log.line();

    assertThat(fromMdc.path(name).asText()).isNotEqualTo("from the MDC");
    assertThat(fromMdc.get(name + "_").textValue()).isEqualTo("from the MDC");
    assertThat(fromEvent.path(name).asText()).isNotEqualTo("from the event");
    assertThat(fromEvent.get(name + "_").textValue()).isEqualTo("from the event");
  }

  @Test
  void theKeyValueNearestToTheEventWins() {
    log.mdc().put("step", "mdc");
    log.logger().atInfo().addKeyValue("step", 1).addKeyValue("step", 2).log("x");

    assertThat(log.line().get("step").intValue()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "requestId, function_request_id",
    "function_request_id, requestId",
    "tenantId, tenant_id",
    "tenant_id, tenantId"
  })
  void bothSpellingsOfAnIdAreWritten(String given, String other) {
    log.logger().atInfo().addKeyValue(given, "one").log("x");

    JsonNode line = log.line();
    assertThat(line.get(given).textValue()).isEqualTo("one");
    assertThat(line.get(other).textValue()).isEqualTo("one");
  }

  @Test
  void aSecondSpellingGivenExplicitlyIsKept() {
    log.logger().atInfo().addKeyValue("tenant_id", "b").addKeyValue("tenantId", "a").log("x");

    JsonNode line = log.line();
    assertThat(line.get("tenantId").textValue()).isEqualTo("a");
    assertThat(line.get("tenant_id").textValue()).isEqualTo("b");
  }

  @Test
  void coldStartEndsWithTheSecondRequest() {
    LogCapture lambda = new LogCapture(LAMBDA);

    assertThat(coldStart(lambda, null)).as("initialisation").isTrue();
    assertThat(coldStart(lambda, "first")).isTrue();
    assertThat(coldStart(lambda, "first")).isTrue();
    assertThat(coldStart(lambda, "second")).isFalse();
    assertThat(coldStart(lambda, null)).as("between requests").isFalse();
    assertThat(coldStart(lambda, "first")).as("a late line of the first").isTrue();
  }

  @Test
  void withoutRequestIdTheTraceTellsInvocationsApart() {
    LogCapture lambda = new LogCapture(LAMBDA);

    lambda.properties.setProperty("com.amazonaws.xray.traceHeader", "Root=1-a");
    boolean first = coldStart(lambda, null);
    lambda.properties.setProperty("com.amazonaws.xray.traceHeader", "Root=1-b;Sampled=1");
    boolean second = coldStart(lambda, null);

    assertThat(first).isTrue();
    assertThat(second).isFalse();
  }

  @Test
  void anExplicitTraceIdWins() {
    log.properties.setProperty("com.amazonaws.xray.traceHeader", "Root=1-process");
    log.mdc().put("xray_trace_id", "1-thread");
    log.logger().info("x");

    assertThat(log.line().get("xray_trace_id").textValue()).isEqualTo("1-thread");
  }

  @Test
  void outsideLambdaThereIsNoColdStart() {
    log.logger().info("x");

    assertThat(log.line().has("cold_start")).isFalse();
  }

  @Test
  void anOddMemorySizeIsLeftOut() {
    LogCapture odd = new LogCapture(Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512 MB"));
    odd.logger().info("x");

    assertThat(odd.line().has("function_memory_size")).isFalse();
  }

  @Test
  void aThreadOtherThanMainIsNamed() throws InterruptedException {
    Thread worker = new Thread(() -> log.logger().info("x"), "worker-1");
    worker.start();
    worker.join();

    assertThat(log.line().get("thread").textValue()).isEqualTo("worker-1");
  }

  @Test
  void theMdcIsOfTheThread() throws InterruptedException {
    Thread other = new Thread(() -> log.mdc().put("tenantId", "other"));
    other.start();
    other.join();
    log.logger().info("x");

    assertThat(log.line().has("tenantId")).isFalse();
  }

  @Test
  void anEventMadeElsewhereIsWrittenUnchangedAndLeftUnchanged() {
    Object[] arguments = {Duration.ofSeconds(1), "b"};
    DefaultLoggingEvent event =
        new DefaultLoggingEvent(Level.INFO, log.logger("elsewhere")) {
          @Override
          public Object[] getArgumentArray() {
            return arguments;
          }
        };
    event.setMessage("{} {}");
    event.addKeyValue("k", 1);
    ((JsonLogger) log.logger()).log(event);

    JsonNode line = log.line();
    assertThat(line.get("message").textValue()).isEqualTo("PT1S b");
    assertThat(line.get("k").intValue()).isEqualTo(1);
    assertThat(arguments[0]).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void markersAreAcceptedAndNotWritten() {
    log.logger().info(MarkerFactory.getMarker("AUDIT"), "x");

    assertThat(log.text()).doesNotContain("AUDIT");
  }

  @Test
  void aNullMessageIsTheWordNull() {
    log.logger().info((String) null);

    assertThat(log.line().get("message").textValue()).isEqualTo("null");
  }

  @Test
  void nullAndArrayArgumentsFillTheirPlaces() {
    log.logger().info("{} {}", null, new int[] {1, 2});
    assertThat(log.line().get("message").textValue()).isEqualTo("null [1, 2]");

    log.logger().info("{}", Arrays.asList("a", null));
    assertThat(log.line().get("message").textValue()).isEqualTo("[a, null]");
  }

  private static boolean coldStart(LogCapture lambda, @Nullable String requestId) {
    if (requestId == null) {
      lambda.mdc().remove("requestId");
    } else {
      lambda.mdc().put("requestId", requestId);
    }
    lambda.logger().info("x");
    return lambda.line().get("cold_start").booleanValue();
  }
}
