package io.saasbricks.local.emulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.simulation.Corpus;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: what a function returns is an answer of HTTP or none; and no header of it holds a
 * line of its own.
 */
public final class ProxyResponseFuzzTest {
  private static final Corpus CORPUS =
      Corpus.of(
          """
          {"statusCode":201,"headers":{"Content-Type":"text/plain","X-A":"1"},"cookies":["a=b"],
           "body":"aGk=","isBase64Encoded":true}
          """,
          """
          {"statusCode":"200","headers":{"a":[1],"b":null},"body":null,"cookies":{"a":1}}""",
          "[\"no structure\"]",
          "\"\"");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    byte[] output = CORPUS.bytes(data);
    Optional<LocalResponse> response = ProxyResponse.read(output);
    response.ifPresent(
        answer -> {
          assertThat(answer.status()).isBetween(100, 599);
          answer
              .headers()
              .forEach(header -> assertThat(header.name()).as(text(output)).isNotEmpty());
        });
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  @Test
  void whatAFunctionReturnsIsAnAnswerOrNone() {
    CORPUS.replay(ProxyResponseFuzzTest::fuzzerTestOneInput);
  }
}
