package io.saasbricks.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
  private static final DateTimeFormatter WITNESS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00.000Z",
        "1969-12-31T23:59:59.999Z",
        "2000-02-29T12:00:00.001Z",
        "2024-02-29T23:59:59.999Z",
        "2100-03-01T00:00:00.000Z",
        "0000-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z"
      })
  void aTimestampIsItsIsoText(String text) {
    assertThat(UtcTimestamp.of(Instant.parse(text).toEpochMilli())).isEqualTo(text);
  }

  @Test
  void everyDayOfFourCenturiesAgreesWithTheJdk() {
    long first = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();
    Random random = new Random(7);
    for (long day = 0; day <= 146_097; day++) {
      long millis = first + day * 86_400_000 + random.nextInt(86_400_000);
      assertThat(UtcTimestamp.of(millis)).isEqualTo(WITNESS.format(Instant.ofEpochMilli(millis)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0, true
          -0, true
          7, true
          120, true
          -1.5, true
          0.000100, true
          1E5, true
          1.0E-12, true
          1e+3, true
          '', false
          -, false
          01, false
          00, false
          -01, false
          +1, false
          .5, false
          1., false
          1.e3, false
          1e, false
          1e+, false
          1e5.0, false
          0x1F, false
          1 , true
          ' 1', false
          1_000, false
          '1,5', false
          NaN, false
          Infinity, false
          ١, false
          1f, false
          """)
  void onlyNumbersOfTheJsonGrammarStandBare(String text, boolean literal) {
    assertThat(JsonNumber.isLiteral(text)).isEqualTo(literal);
  }

  @Test
  void aNumberNobodyCanReadIsText() {
    assertThat(JsonNumber.isLiteral("1".repeat(64))).isTrue();
    assertThat(JsonNumber.isLiteral("1".repeat(65))).isFalse();
  }

  @Test
  void aStackTraceReadsAsTheJdkPrintsIt() {
    RuntimeException cause = new IllegalArgumentException("deep", new Error());
    RuntimeException error = wrapped(cause);
    error.addSuppressed(new IllegalStateException("closing", new Error("why")));
    cause.addSuppressed(new IllegalStateException("closing too"));
    StringWriter printed = new StringWriter();
    error.printStackTrace(new PrintWriter(printed));

    assertThat(new StackTrace(error).toString() + "\n")
        .isEqualTo(printed.toString().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void causesInACircleEnd() {
    Exception one = new Exception("one");
    Exception other = new Exception("other", one);
    one.initCause(other);
    one.addSuppressed(other);

    assertThat(new StackTrace(one).toString().length())
        .isBetween(JsonBuffer.TEXT_LIMIT, 2 * JsonBuffer.TEXT_LIMIT);
  }

  private static RuntimeException wrapped(RuntimeException cause) {
    return new IllegalStateException("outer", cause);
  }
}
