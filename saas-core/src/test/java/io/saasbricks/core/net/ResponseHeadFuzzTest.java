package io.saasbricks.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: what a server sends is an answer or is refused by an {@link IOException}; its head
 * is read no further than its limit, and names and values cannot hold a line of their own.
 */
public final class ResponseHeadFuzzTest {
  private static final int LONGEST_HEAD = 64 * 1024;
  private static final Corpus CORPUS =
      Corpus.of(
          crlf("HTTP/1.1 200 OK|Content-Length: 2|Connection: close||abc"),
          crlf(
              "HTTP/1.1 100 Continue||HTTP/1.1 200 OK|Transfer-Encoding: chunked||"
                  + "1;x=y|a|2|bc|0|T: 1||"),
          "HTTP/1.0 404 Not Found\nX: 1\nX: 2\n\nbody",
          crlf("HTTP/1.1 304 Not Modified|Content-Length: 7||"));

  private static String crlf(String text) {
    return text.replace("|", "\r\n");
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    byte[] sent = CORPUS.bytes(data);
    InputStream in = new ByteArrayInputStream(sent);
    ResponseHead head;
    try {
      head = ResponseHead.read(in);
    } catch (IOException refused) {
      // A byte past the limit tells that there are more.
      assertThat(sent.length - in.available()).isLessThanOrEqualTo(LONGEST_HEAD + 1);
      return;
    }
    assertThat(sent.length - in.available()).isLessThanOrEqualTo(2 * LONGEST_HEAD);
    assertThat(head.status()).isBetween(200, 999);
    head.headers()
        .forEach(
            (name, value) -> {
              assertThat(name + value).doesNotContain("\n");
              assertThat(name).isNotEmpty().isEqualTo(name.toLowerCase(Locale.ROOT));
            });
    readBody(head, in);
  }

  private static void readBody(ResponseHead head, InputStream in) throws IOException {
    int most = in.available();
    try {
      assertThat(head.body(in, "GET").readAllBytes()).hasSizeLessThanOrEqualTo(most);
    } catch (IOException refused) {
      assertThat(head.persistent() && head.headers().isEmpty()).isFalse();
    }
  }

  @Test
  void whatAServerSendsIsAnAnswerOrRefused() {
    CORPUS.replay(ResponseHeadFuzzTest::fuzzerTestOneInput);
  }
}
