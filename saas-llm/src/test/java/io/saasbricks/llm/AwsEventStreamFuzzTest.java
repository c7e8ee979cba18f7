package io.saasbricks.llm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: Amazon's messages, as they are and with their checksums made right, are read or
 * refused by an {@link IOException}, and never read further than they are long.
 */
public final class AwsEventStreamFuzzTest {
  private static final int PRELUDE = 8;
  private static final int CHECKSUM = 4;
  private static final Corpus CORPUS =
      Corpus.of(Golden.read("bedrock-converse.hello.stream").body(), message(new byte[0], "{}"));

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    byte[] bytes = CORPUS.bytes(data);
    read(bytes);
    read(withRightChecksums(bytes));
    // The payload as headers: their lengths are the fuzzer's.
    read(message(bytes, ""));
  }

  private static void read(byte[] stream) {
    ByteArrayInputStream in = new ByteArrayInputStream(stream);
    AwsEventStream events = new AwsEventStream(in);
    try {
      for (Optional<StreamEvent> e = events.next(); e.isPresent(); e = events.next()) {
        assertThat(e.get().data().length()).isLessThan(stream.length);
      }
      assertThat(in.available()).isZero();
    } catch (IOException refused) {
      assertThat(refused).isInstanceOfAny(EOFException.class, ProtocolException.class);
    }
  }

  /** The first message with checksums of what it holds, if it is as long as it says. */
  private static byte[] withRightChecksums(byte[] stream) {
    byte[] bytes = stream.clone();
    ByteBuffer message = ByteBuffer.wrap(bytes);
    if (bytes.length >= PRELUDE + CHECKSUM) {
      message.putInt(PRELUDE, checksum(bytes, PRELUDE));
      int end = message.getInt(0) - CHECKSUM;
      if (end >= PRELUDE + CHECKSUM && end <= bytes.length - CHECKSUM) {
        message.putInt(end, checksum(bytes, end));
      }
    }
    return bytes;
  }

  private static byte[] message(byte[] headers, String payload) {
    byte[] data = payload.getBytes(UTF_8);
    int length = PRELUDE + 2 * CHECKSUM + headers.length + data.length;
    ByteBuffer message = ByteBuffer.allocate(length).putInt(length).putInt(headers.length);
    message.putInt(0).put(headers).put(data);
    return withRightChecksums(message.array());
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  @Test
  void amazonsMessagesAreReadOrRefused() {
    CORPUS.replay(AwsEventStreamFuzzTest::fuzzerTestOneInput);
  }
}
