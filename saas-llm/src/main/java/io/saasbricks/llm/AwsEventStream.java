package io.saasbricks.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The messages of {@code application/vnd.amazon.eventstream}: lengths, their checksum, headers, a
 * JSON payload and the checksum of all. An exception event has the type {@code exception:} and its
 * name.
 */
final class AwsEventStream implements EventStream {
  private static final int PRELUDE = 12;
  private static final int CHECKSUM = 4;
  private static final int LONGEST = 16 << 20;
  private static final int STRING = 7;
  // Bytes of header values by the code of their type: true, false, byte, short, int, long, ...
  private static final int[] SIZES = {0, 0, 1, 2, 4, 8, -1, -1, 8, 16};

  private final DataInputStream in;

  AwsEventStream(InputStream in) {
    this.in = new DataInputStream(in);
  }

  @Override
  public Optional<StreamEvent> next() throws IOException {
    byte[] prelude = in.readNBytes(PRELUDE);
    if (prelude.length == 0) {
      return Optional.empty();
    }
    if (prelude.length < PRELUDE) {
      throw new EOFException("the stream was cut off within a message");
    }
    ByteBuffer lengths = ByteBuffer.wrap(prelude);
    int total = lengths.getInt();
    int headers = lengths.getInt();
    CRC32 checksum = new CRC32();
    checksum.update(prelude, 0, PRELUDE - CHECKSUM);
    verify(checksum, lengths.getInt());
    // Compared with the room there is: a sum with a length that was sent could pass all bounds.
    int room = Math.max(0, total) - PRELUDE - CHECKSUM;
    if (headers < 0 || total > LONGEST || headers > room) {
      throw new ProtocolException("a message has impossible lengths");
    }
    byte[] rest = new byte[room];
    in.readFully(rest);
    checksum.update(prelude, PRELUDE - CHECKSUM, CHECKSUM);
    checksum.update(rest);
    verify(checksum, in.readInt());
    return Optional.of(event(ByteBuffer.wrap(rest), headers));
  }

  private static void verify(CRC32 computed, int told) throws ProtocolException {
    if ((int) computed.getValue() != told) {
      throw new ProtocolException("a message's checksum is wrong");
    }
  }

  private static StreamEvent event(ByteBuffer message, int headersLength) throws ProtocolException {
    Map<String, String> headers = headers(message.slice(0, headersLength));
    String data = text(message.position(headersLength), message.remaining());
    String exception = headers.getOrDefault(":exception-type", "");
    return exception.isEmpty()
        ? new StreamEvent(headers.getOrDefault(":event-type", ""), data)
        : new StreamEvent("exception:" + exception, data);
  }

  private static Map<String, String> headers(ByteBuffer bytes) throws ProtocolException {
    Map<String, String> headers = new HashMap<>();
    try {
      while (bytes.hasRemaining()) {
        String name = text(bytes, Byte.toUnsignedInt(bytes.get()));
        int type = bytes.get();
        String value = text(bytes, size(type, bytes));
        if (type == STRING) {
          headers.put(name, value);
        }
      }
    } catch (BufferUnderflowException e) {
      throw new ProtocolException("a message's headers are longer than it said");
    }
    return headers;
  }

  private static int size(int type, ByteBuffer bytes) throws ProtocolException {
    if (type < 0 || type >= SIZES.length) {
      throw new ProtocolException("a message has a header of an unknown type");
    }
    return SIZES[type] < 0 ? Short.toUnsignedInt(bytes.getShort()) : SIZES[type];
  }

  private static String text(ByteBuffer bytes, int length) {
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, UTF_8);
  }
}
