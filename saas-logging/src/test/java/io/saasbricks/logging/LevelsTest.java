package io.saasbricks.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.event.Level;

class LevelsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TRACE    | TRACE DEBUG INFO WARN ERROR
          DEBUG    | DEBUG INFO WARN ERROR
          INFO     | INFO WARN ERROR
          WARN     | WARN ERROR
          WARNING  | WARN ERROR
          ERROR    | ERROR
          FATAL    | ERROR
          CRITICAL | ERROR
          OFF      | ''
          ' debug '| DEBUG INFO WARN ERROR
          LOUD     | INFO WARN ERROR
          ''       | INFO WARN ERROR
          """)
  void aLevelEnablesItselfAndAllAbove(String level, String enabled) {
    assertThat(enabled(Map.of("LOG_LEVEL", level), "any")).isEqualTo(enabled);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ERROR, DEBUG, TRACE, ERROR
               , DEBUG, TRACE, DEBUG
               ,      , TRACE, TRACE
               ,      ,      , INFO
          LOUD , DEBUG, TRACE, DEBUG
          LOUD , LOUD , LOUD , INFO
          """)
  void lambdasOwnVariableComesFirst(String lambda, String powertools, String own, Level lowest) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_LAMBDA_LOG_LEVEL", lambda);
    environment.put("POWERTOOLS_LOG_LEVEL", powertools);
    environment.put("LOG_LEVEL", own);
    environment.values().removeIf(value -> value == null);

    assertThat(enabled(environment, "any")).startsWith(lowest.name());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          com.example          , ERROR
          com.example.Order    , ERROR
          com.example.chat     , DEBUG
          com.example.chat.Turn, DEBUG
          com.example.chatter  , ERROR
          com                  , INFO
          com.examples         , INFO
          software.amazon.awssdk.request, WARN
          ''                   , INFO
          """)
  void theLongestPrefixDecides(String logger, Level lowest) {
    Map<String, String> environment =
        Map.of("LOG_LEVELS", " com.example=error, com.example.chat = DEBUG,,software.amazon=WARN,");

    assertThat(enabled(environment, logger)).startsWith(lowest.name());
    assertThat(Levels.from(environment).complaints()).isEmpty();
  }

  @Test
  void whatCannotBeUnderstoodIsSaidOnce() {
    LogCapture log =
        new LogCapture(Map.of("LOG_LEVEL", "LOUD", "LOG_LEVELS", "a.b=QUIET,c=DEBUG,nonsense"));

    List<JsonNode> lines = log.lines().stream().map(line -> LogCapture.parse(line + "\n")).toList();
    assertThat(lines)
        .extracting(line -> line.get("message").textValue())
        .containsExactly(
            "LOG_LEVEL names no level: LOUD",
            "LOG_LEVELS names no level: QUIET",
            "LOG_LEVELS names no level: nonsense");
    assertThat(lines).allMatch(line -> line.get("level").textValue().equals("WARN"));
    assertThat(log.logger("c").isDebugEnabled()).isTrue();
  }

  @Test
  void whatIsNotEnabledIsNotWritten() {
    LogCapture log = new LogCapture(Map.of("LOG_LEVEL", "WARN"));
    log.logger().info("quiet");
    log.logger().atInfo().addKeyValue("k", 1).log("quiet");
    log.logger().debug("quiet {}", 1);
    log.logger().atWarn().log("heard");

    assertThat(log.line().get("message").textValue()).isEqualTo("heard");
  }

  @Test
  void aNameHasOneLogger() {
    LogCapture log = new LogCapture();

    assertThat(log.logger("a")).isSameAs(log.logger("a")).isNotSameAs(log.logger("b"));
    assertThat(log.logger("a").getName()).isEqualTo("a");
  }

  private static String enabled(Map<String, String> environment, String name) {
    Logger logger = new LogCapture(environment).logger(name);
    return Stream.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR)
        .filter(logger::isEnabledForLevel)
        .map(Level::name)
        .reduce((one, other) -> one + " " + other)
        .orElse("");
  }
}
