package io.saasbricks.local.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: what a client sends is a request, is refused, or was cut off; headers hold no line
 * of their own, and a body is no longer than its limit.
 */
public final class RequestReaderFuzzTest {
  private static final LocalServer.Limits LIMITS = new LocalServer.Limits(1_000, 2_000);
  private static final Corpus CORPUS =
      Corpus.of(
          "POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc",
          "PUT / HTTP/1.1\nTransfer-Encoding: chunked\n\n2;x\nab\n0\nT: 1\n\n",
          "GET / HTTP/1.0\r\nX: 1\r\nX: 2\r\n\r\n");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    byte[] sent = CORPUS.bytes(data);
    ByteArrayInputStream in = new ByteArrayInputStream(sent);
    RequestReader reader = new RequestReader(in, new ByteArrayOutputStream(), LIMITS);
    try {
      for (Optional<LocalRequest> r = reader.read(); r.isPresent(); r = reader.read()) {
        check(r.get(), new String(sent, ISO_8859_1));
      }
    } catch (UnreadableRequest refused) {
      assertThat(refused.response().status()).isIn(400, 413, 431);
    } catch (IOException cutOff) {
      assertThat(in.available()).isZero();
    }
  }

  private static void check(LocalRequest request, String sent) {
    assertThat(request.body()).hasSizeLessThanOrEqualTo(LIMITS.bodyBytes());
    assertThat(request.rawPath()).startsWith("/");
    assertThat(sent).contains(request.rawPath());
    for (Header header : request.headers()) {
      assertThat(header.name() + header.value()).doesNotContain("\n");
      assertThat(header.name()).isEqualTo(header.name().toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void whatAClientSendsIsARequestOrRefused() {
    CORPUS.replay(RequestReaderFuzzTest::fuzzerTestOneInput);
  }
}
