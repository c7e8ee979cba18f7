package io.saasbricks.llm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.local.simulation.Corpus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: a stream of events means the same whatever ends its lines; and any text that we send
 * as events is read as it was sent.
 */
public final class ServerSentEventsFuzzTest {
  private static final HttpRequest REQUEST = HttpRequest.of("POST", "/chat");
  private static final Corpus CORPUS =
      Corpus.of(
          "event: delta\ndata: {\"a\":1}\n\n: comment\nid: 7\nretry: 5\n\ndata: [DONE]\n\n",
          "data:1\r\ndata:  2\r\n\r\ndata: ü\r\rdata",
          "event\ndata\n\nevent:x\n\n");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    String stream = new String(CORPUS.bytes(data), ISO_8859_1);
    String lines = stream.replace("\r\n", "\n").replace('\r', '\n');
    assertThat(read(stream)).isEqualTo(read(lines)).isEqualTo(read(lines.replace("\n", "\r\n")));

    JsonObject told = JsonObject.builder().put("text", CORPUS.text(data)).build();
    List<StreamEvent> events = read(written(told));
    assertThat(events).extracting(StreamEvent::type).containsExactly("delta", "done");
    assertThat(events).allMatch(event -> Json.object(event.data()).equals(told));
  }

  private static List<StreamEvent> read(String stream) throws IOException {
    ServerSentEvents reader =
        new ServerSentEvents(new ByteArrayInputStream(stream.getBytes(ISO_8859_1)));
    List<StreamEvent> events = new ArrayList<>();
    for (Optional<StreamEvent> e = reader.next(); e.isPresent(); e = reader.next()) {
      events.add(e.get());
    }
    return events;
  }

  private static String written(JsonObject told) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    io.saasbricks.core.http.ServerSentEvents.answer(
            REQUEST,
            events -> {
              events.send("delta", told);
              events.send("done", told);
            })
        .stream()
        .orElseThrow()
        .writeTo(out);
    return out.toString(ISO_8859_1);
  }

  @Test
  void eventsAreReadAsTheyWereSent() {
    CORPUS.replay(ServerSentEventsFuzzTest::fuzzerTestOneInput);
  }
}
