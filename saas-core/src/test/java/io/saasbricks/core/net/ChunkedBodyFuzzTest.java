package io.saasbricks.core.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: a chunked body is read alike in one piece and byte by byte, or refused alike by an
 * {@link IOException}; any bytes cut into chunks come back as they were, and what follows them is
 * left for the next answer.
 */
public final class ChunkedBodyFuzzTest {
  private static final String NEXT = "HTTP/1.1 200 OK";
  private static final Corpus CORPUS =
      Corpus.of(
          "1\r\na\r\n00A;x=\"y\"\r\n0123456789\r\n0\r\n\r\n" + NEXT,
          "3\nabc\n0\nTrailer: 1\n\n",
          "7fffffffffffff\r\nabc");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    byte[] bytes = CORPUS.bytes(data);
    assertThat(whole(bytes)).isEqualTo(byteByByte(bytes));

    InputStream in = new ByteArrayInputStream(inChunks(bytes, data.length));
    assertThat(new ChunkedBody(in).readAllBytes()).isEqualTo(bytes);
    assertThat(new String(in.readAllBytes(), ISO_8859_1)).isEqualTo(NEXT);
  }

  private static Optional<String> whole(byte[] sent) {
    try {
      byte[] body = new ChunkedBody(new ByteArrayInputStream(sent)).readAllBytes();
      return Optional.of(new String(body, ISO_8859_1));
    } catch (IOException refused) {
      return Optional.empty();
    }
  }

  private static Optional<String> byteByByte(byte[] sent) {
    StringBuilder body = new StringBuilder();
    InputStream in = new ChunkedBody(new ByteArrayInputStream(sent));
    try {
      for (int c = in.read(); c >= 0; c = in.read()) {
        body.append((char) c);
      }
      return Optional.of(body.toString());
    } catch (IOException refused) {
      return Optional.empty();
    }
  }

  private static byte[] inChunks(byte[] body, int seed) {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    for (int at = 0; at < body.length; ) {
      int size = Math.min(body.length - at, 1 + (at + seed) % 700);
      chunks.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(ISO_8859_1));
      chunks.write(body, at, size);
      chunks.writeBytes("\r\n".getBytes(ISO_8859_1));
      at += size;
    }
    chunks.writeBytes(("0\r\n\r\n" + NEXT).getBytes(ISO_8859_1));
    return chunks.toByteArray();
  }

  @Test
  void aBodyInChunksIsReadAlikeHoweverItIsRead() {
    CORPUS.replay(ChunkedBodyFuzzTest::fuzzerTestOneInput);
  }
}
