package io.saasbricks.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.spi.LoggingEventBuilder;

/** Whatever is logged, one event is one line, and that line is JSON. */
class HostileValuesTest {
  private static final int EVENT_LIMIT = 256 * 1024;
  private static final String CANARY = "canary-8d1f";

  private final LogCapture log = new LogCapture();

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0000, \\u0000
          0007, \\u0007
          0008, \\u0008
          0009, \\t
          000a, \\n
          000d, \\r
          001b, \\u001b
          0022, \\"
          005c, \\\\
          007f, \\u007f
          0085, \\u0085
          009b, \\u009b
          061c, \\u061c
          200e, \\u200e
          2028, \\u2028
          2029, \\u2029
          202e, \\u202e
          2066, \\u2066
          feff, \\ufeff
          d800, \ufffd
          dfff, \ufffd
          0020, ' '
          00e9, é
          20ac, €
          200d, \u200d
          """,
      ignoreLeadingAndTrailingWhitespace = true)
  void charactersThatCouldBreakALineOrATerminalAreEscaped(String codePoint, String written) {
    log.logger().info("<" + (char) Integer.parseInt(codePoint, 16) + ">");

    assertThat(log.text()).contains("\"message\":\"<" + written + ">\"");
  }

  @Test
  void charactersBeyondTheBasicPlaneStandAsTheyAre() {
    log.logger().info("a\uD83D\uDE00b\uD83D");

    assertThat(log.line().get("message").textValue()).isEqualTo("a\uD83D\uDE00b\ufffd");
  }

  @Test
  void everyCharacterSurvivesTheRoundTripExceptLoneSurrogates() {
    for (int block = 0; block < 0x10000; block += 0x400) {
      StringBuilder text = new StringBuilder();
      for (int c = block; c < block + 0x400; c++) {
        text.append((char) c).append(' ');
      }
      log.logger().info(text.toString());

      String expected = text.toString().replaceAll("[\\ud800-\\udfff]", "\ufffd");
      assertThat(log.line().get("message").textValue()).isEqualTo(expected);
    }
  }

  @Test
  void aNewlineInAMessageCannotForgeALine() {
    log.logger().info("login of ann\n{\"level\":\"INFO\",\"message\":\"login of root\"}");

    assertThat(log.line().get("message").textValue()).startsWith("login of ann\n{");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aValueWhoseCodeThrowsLeavesANoteAndNoSecret(Throwable failure) {
    Object hostile = failing(failure);
    String note = "[unprintable: " + failure.getClass().getName() + "]";
    log.logger()
        .atInfo()
        .addKeyValue("value", hostile)
        .addKeyValue("nested", List.of(1, hostile))
        .addKeyValue("after", "kept")
        .log("hello {} {}", hostile, new Object[] {hostile});

    assertThat(log.text()).doesNotContain(CANARY);
    JsonNode line = log.line();
    assertThat(line.get("message").textValue()).isEqualTo("hello " + note + " [" + note + "]");
    assertThat(line.get("value").textValue()).isEqualTo(note);
    assertThat(line.get("nested").get(1).textValue()).isEqualTo(note);
    assertThat(line.get("after").textValue()).isEqualTo("kept");
  }

  static List<Throwable> failures() {
    return List.of(
        new IllegalStateException(CANARY),
        new StackOverflowError(CANARY),
        new AssertionError(CANARY),
        new NoClassDefFoundError(CANARY));
  }

  @Test
  void aCollectionThatFailsHalfWayIsReplacedWhole() {
    List<Object> changing =
        new AbstractList<>() {
          @Override
          public Object get(int index) {
            if (index == 2) {
              throw new java.util.ConcurrentModificationException();
            }
            return Map.of("index", index);
          }

          @Override
          public int size() {
            return 5;
          }
        };
    log.logger().atInfo().addKeyValue("value", changing).addKeyValue("after", 1).log("x");

    JsonNode line = log.line();
    assertThat(line.get("value").textValue())
        .isEqualTo("[unprintable: java.util.ConcurrentModificationException]");
    assertThat(line.get("after").intValue()).isEqualTo(1);
  }

  @Test
  void aMetricDirectiveThatFailsLeavesANote() {
    Map<String, Object> failing =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, Object>> entrySet() {
            throw new IllegalStateException(CANARY);
          }
        };
    log.logger().atInfo().addKeyValue("_aws", failing).log("x");

    assertThat(log.line().get("_aws").textValue())
        .isEqualTo("[unprintable: java.lang.IllegalStateException]");
  }

  @Test
  void anExceptionWhoseMessageFailsIsStillNamed() {
    log.logger().error("x", new EvasiveException());

    JsonNode error = log.line().get("error");
    assertThat(error.get("name").textValue()).endsWith("EvasiveException");
    assertThat(error.get("message").textValue()).startsWith("[unprintable: ");
    assertThat(error.get("stack").textValue()).contains("\tat io.saasbricks.logging");
  }

  @Test
  void toStringThatReturnsNullIsTheWordNull() {
    log.logger()
        .atInfo()
        .addKeyValue("value", printing(() -> null))
        .log("{}", printing(() -> null));

    JsonNode line = log.line();
    assertThat(line.get("value").textValue()).isEqualTo("null");
    assertThat(line.get("message").textValue()).isEqualTo("null");
  }

  @Test
  void aTypeThatHidesItsSecretStaysHiddenWhereverItStands() {
    Object secret = new Secret(CANARY);
    log.logger()
        .atInfo()
        .addKeyValue("secret", secret)
        .addKeyValue("list", List.of(secret))
        .addKeyValue("map", Map.of("password", secret))
        .addKeyValue("key", Map.of(secret, 1))
        .addKeyValue("array", new Object[] {secret})
        .log("{} {}", secret, new Object[] {secret});

    assertThat(log.text()).doesNotContain(CANARY).contains("\"secret\":\"Secret[***]\"");
  }

  @Test
  void bytesAndCharactersInArraysAreNotSpeltOut() {
    log.logger()
        .atInfo()
        .addKeyValue("chars", CANARY.toCharArray())
        .addKeyValue("bytes", new byte[] {99, 97})
        .log("x");

    JsonNode line = log.line();
    assertThat(line.get("chars").textValue()).startsWith("[C@");
    assertThat(line.get("bytes").textValue()).startsWith("[B@");
  }

  @Test
  void aNumberTypeWithItsOwnLayoutIsText() {
    log.logger().atInfo().addKeyValue("value", new Money("1,50 EUR\n")).log("x");

    assertThat(log.line().get("value").textValue()).isEqualTo("1,50 EUR\n");
  }

  @Test
  void somethingIterableThatIsNoCollectionIsNotWalked() {
    Iterable<Object> remote =
        () -> {
          throw new AssertionError("a paginator would call its service here");
        };
    log.logger().atInfo().addKeyValue("path", java.nio.file.Path.of("a/b")).log("{}", remote);

    assertThat(log.line().get("path").textValue()).isEqualTo("a/b");
  }

  @Test
  void aCollectionInsideItselfEnds() {
    List<Object> self = new ArrayList<>();
    self.add(self);
    Map<String, Object> map = new HashMap<>();
    map.put("self", map);
    Object[] array = new Object[1];
    array[0] = array;
    log.logger().atInfo().addKeyValue("list", self).addKeyValue("map", map).log("{}", array, 1);

    assertThat(log.line().get("truncated").booleanValue()).isTrue();
  }

  @Test
  void aListWithoutEndEnds() {
    List<Integer> endless =
        new AbstractList<>() {
          @Override
          public Integer get(int index) {
            return index;
          }

          @Override
          public int size() {
            return Integer.MAX_VALUE;
          }
        };
    log.logger().atInfo().addKeyValue("list", endless).log("x");

    assertThat(log.text().length()).isLessThan(EVENT_LIMIT);
    assertThat(log.line().get("truncated").booleanValue()).isTrue();
  }

  @Test
  void keysThatPrintAlikeAreOneMember() {
    Map<Object, Integer> map = new HashMap<>();
    map.put(1, 1);
    map.put("1", 1);
    log.logger().atInfo().addKeyValue("map", map).log("x");

    assertThat(log.line().get("map").size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u0000", "é", "€", "\uD83D\uDE00", "\uD83D", "\"", "\n"})
  void whateverIsTooLongIsCutAtACharacterAndTheLineStaysAnEvent(String unit) {
    String huge = unit.repeat(100_000);
    LoggingEventBuilder event = log.logger().atError().setCause(new IllegalStateException(huge));
    for (int i = 0; i < 50; i++) {
      event = event.addKeyValue(i + huge, huge);
    }
    log.mdc().put("tenantId", huge);
    event.log(huge);
    log.mdc().clear();

    assertThat(log.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
        .isLessThan(EVENT_LIMIT);
    JsonNode line = log.line();
    assertThat(line.get("truncated").booleanValue()).isTrue();
    assertThat(line.get("message").textValue()).endsWith("...");
    assertThat(line.get("error").get("name").textValue()).endsWith("IllegalStateException");
    assertThat(line.get("error").get("stack").textValue()).startsWith("java.lang.Illegal");
  }

  @Test
  void aTextOfExactlyTheLimitIsWhole() {
    String text = "a".repeat(JsonBuffer.TEXT_LIMIT);
    log.logger().info(text);
    assertThat(log.line().has("truncated")).isFalse();

    log.logger().info(text + "a");
    assertThat(log.line().get("message").textValue()).isEqualTo(text + "...");
  }

  @Test
  void tenThousandRandomEventsAreTenThousandLinesOfJson() {
    int events = Integer.getInteger("saasbricks.logging.events", 10_000);
    for (int seed = 0; seed < events; seed++) {
      Random random = new Random(seed);
      RandomValues values = new RandomValues(random);
      log.mdc().clear();
      for (int i = random.nextInt(3); i > 0; i--) {
        log.mdc().put(values.text(), values.text());
      }
      LoggingEventBuilder event = log.logger(values.text()).atInfo();
      for (int i = random.nextInt(5); i > 0; i--) {
        event = event.addKeyValue(values.text(), values.value(0));
      }
      if (random.nextInt(4) == 0) {
        event = event.setCause(new IllegalStateException(values.text(), new Error(values.text())));
      }
      event.log(values.text() + "{} {}", values.value(0), values.value(0));
      assertThat(log.line().get("level").textValue()).as("seed %d", seed).isEqualTo("INFO");
    }
  }

  private static Object failing(Throwable failure) {
    return printing(
        () -> {
          if (failure instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) failure;
        });
  }

  private static Object printing(Supplier<String> text) {
    return new Object() {
      @Override
      public String toString() {
        return text.get();
      }
    };
  }

  private record Secret(String value) {
    @Override
    public String toString() {
      return "Secret[***]";
    }
  }

  private static final class Money extends Number {
    private final String text;

    Money(String text) {
      this.text = text;
    }

    @Override
    public int intValue() {
      return 0;
    }

    @Override
    public long longValue() {
      return 0;
    }

    @Override
    public float floatValue() {
      return 0;
    }

    @Override
    public double doubleValue() {
      return 0;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final class EvasiveException extends RuntimeException {
    @Override
    public String getMessage() {
      throw new IllegalStateException(CANARY);
    }
  }
}
