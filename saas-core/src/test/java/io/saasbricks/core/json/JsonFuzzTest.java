package io.saasbricks.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: bytes are one JSON value or are refused by a typed exception, and what is read means
 * the same after it is written and read again.
 */
public final class JsonFuzzTest {
  private static final Corpus CORPUS =
      Corpus.of(
          "{\"a\":[1,-2.50,3e-7,12345678901234567890,true,null],\"b\":{\"\\u00e9\\n\":\"\\ud83d\\ude00\"}}",
          "[[[\"deep\"]]]",
          "1E400",
          "12345678901e2147483640",
          "\"text\"");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    Object value;
    try {
      value = Json.parse(CORPUS.bytes(data));
    } catch (JsonException refused) {
      return;
    }
    // As text, for 1e0 is read as a decimal and written as the whole number it is.
    String text = Json.text(value);
    assertThat(Json.text(Json.parse(text))).isEqualTo(text);
    assertThat(Json.text(Json.parse(Json.bytes(value)))).isEqualTo(text);
  }

  @Test
  void whatIsReadMeansTheSameAfterItIsWritten() {
    CORPUS.replay(JsonFuzzTest::fuzzerTestOneInput);
  }
}
