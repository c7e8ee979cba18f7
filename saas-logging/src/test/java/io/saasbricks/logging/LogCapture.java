package io.saasbricks.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.spi.MDCAdapter;

/**
 * A provider of its own whose clock stands still and whose lines are kept; Jackson, strictly set,
 * is the witness.
 */
final class LogCapture {
  static final Instant NOW = Instant.parse("2026-11-21T09:30:00.250Z");

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  final Properties properties = new Properties();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final LambdaLogProvider provider;

  LogCapture() {
    this(Map.of());
  }

  LogCapture(Map<String, String> environment) {
    PrintStream stream = new PrintStream(bytes, false, UTF_8);
    provider = new LambdaLogProvider(environment, properties, () -> NOW, () -> stream);
    provider.initialize();
  }

  Logger logger() {
    return logger("app.Chat");
  }

  Logger logger(String name) {
    return provider.getLoggerFactory().getLogger(name);
  }

  MDCAdapter mdc() {
    return provider.getMDCAdapter();
  }

  String text() {
    return bytes.toString(UTF_8);
  }

  List<String> lines() {
    return text().lines().toList();
  }

  /** The only line so far; the next call sees only what is written after it. */
  JsonNode line() {
    String text = text();
    bytes.reset();
    return parse(text);
  }

  /** The text as exactly one JSON object on exactly one line. */
  static JsonNode parse(String text) {
    if (text.indexOf('\n') != text.length() - 1) {
      throw new AssertionError("not one line: " + text);
    }
    try {
      return STRICT.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new AssertionError(text, malformed);
    }
  }
}
