package io.saasbricks.llm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamsTest {
  private static List<StreamEvent> all(EventStream stream) throws IOException {
    List<StreamEvent> events = new ArrayList<>();
    for (Optional<StreamEvent> e = stream.next(); e.isPresent(); e = stream.next()) {
      events.add(e.get());
    }
    return events;
  }

  private static List<StreamEvent> sse(String text) throws IOException {
    return all(new ServerSentEvents(new ByteArrayInputStream(text.getBytes(UTF_8))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void anyLineEndWillDo(String end) throws IOException {
    assertThat(sse("event: a\ndata: 1\n\ndata: ü\n\n".replace("\n", end)))
        .containsExactly(new StreamEvent("a", "1"), new StreamEvent("", "ü"));
  }

  @Test
  void severalDataLinesAreOneText() throws IOException {
    assertThat(sse("data: {\ndata:  \"a\": 1}\n\n"))
        .containsExactly(new StreamEvent("", "{\n \"a\": 1}"));
  }

  @Test
  void commentsIdsAndEventsWithoutDataArePassedOver() throws IOException {
    assertThat(sse(": hello\n\nid: 7\nretry: 5\n\nevent: x\n\ndata:1\n\n"))
        .containsExactly(new StreamEvent("", "1"));
  }

  @Test
  void anEventCutOffIsNone() throws IOException {
    assertThat(sse("data: 1\n\ndata: 2\n")).containsExactly(new StreamEvent("", "1"));
    assertThat(sse("data: 1\n\ndata: 2")).containsExactly(new StreamEvent("", "1"));
  }

  @Test
  void anEventWithoutEndIsRefused() {
    assertThatThrownBy(() -> sse("data: " + "x".repeat(9 << 20)))
        .isInstanceOf(ProtocolException.class);
  }

  private static byte[] recorded() {
    return Golden.read("bedrock-converse.hello.stream").body();
  }

  private static List<StreamEvent> aws(byte[] bytes) throws IOException {
    return all(new AwsEventStream(new ByteArrayInputStream(bytes)));
  }

  @Test
  void amazonsMessagesHaveTypesAndData() throws IOException {
    assertThat(aws(recorded()))
        .extracting(StreamEvent::type)
        .startsWith("messageStart")
        .endsWith("messageStop", "metadata");
  }

  @Test
  void aByteChangedOnTheWayIsNoticed() {
    byte[] bytes = recorded();
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 0x10;
      assertThatThrownBy(() -> aws(changed)).as("byte %d", i).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          a name longer than the headers,  7f61
          a value longer than the headers, 016107ffff61
          a name without a type,           0161
          a blob longer than the headers,  0161068000
          a header of an unknown type,     01610a
          a header of a negative type,     0161ff
          """)
  void headersOfARightChecksumAreRefusedAllTheSame(String what, String headers) {
    byte[] message = signed(HexFormat.of().parseHex(headers), headers.length() / 2);
    assertThatThrownBy(() -> aws(message)).as(what).isInstanceOf(ProtocolException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void headersLongerThanTheirMessageAreRefused(int length) {
    assertThatThrownBy(() -> aws(signed(new byte[0], length)))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void aLongHeaderIsRead() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(1 + 200 + 3 + 40_000);
    header.put((byte) 200).put(201, (byte) 7).putShort(202, (short) 40_000);
    assertThat(aws(signed(header.array(), header.capacity()))).hasSize(1);
  }

  /** A message of these headers, said to be so long, under right checksums. */
  private static byte[] signed(byte[] headers, int length) {
    byte[] bytes = new byte[16 + headers.length];
    ByteBuffer message = ByteBuffer.wrap(bytes).putInt(bytes.length).putInt(length);
    message.putInt(checksum(bytes, 8)).put(headers);
    message.putInt(checksum(bytes, bytes.length - 4));
    return bytes;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
