package io.saasbricks.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.simulation.Corpus;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: what a function returns is an answer of HTTP or none; its headers have names in
 * lower case, and none of them says how the body is framed.
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
    ProxyResponse.read(CORPUS.bytes(data)).ifPresent(ProxyResponseFuzzTest::check);
  }

  private static void check(LocalResponse answer) {
    assertThat(answer.status()).isBetween(100, 599);
    assertThat(answer.headers())
        .extracting(Header::name)
        .allMatch(name -> name.equals(name.toLowerCase(Locale.ROOT)))
        .doesNotContain("content-length", "transfer-encoding", "connection");
  }

  @Test
  void whatAFunctionReturnsIsAnAnswerOrNone() {
    CORPUS.replay(ProxyResponseFuzzTest::fuzzerTestOneInput);
  }
}
