package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A stream of server-sent events, each reaching the client on its own. */
final class ServerSentEvents {
  private final List<String> events = new ArrayList<>();

  /** Adds an event without a name. */
  ServerSentEvents data(JsonNode data) {
    return data(data.toString());
  }

  /** Adds an event without a name. */
  ServerSentEvents data(String data) {
    events.add("data: " + data + "\n\n");
    return this;
  }

  /** Adds an event named as its data's {@code type}. */
  ServerSentEvents named(JsonNode data) {
    events.add("event: " + data.path("type").asText() + "\ndata: " + data + "\n\n");
    return this;
  }

  LocalResponse response() {
    List<Header> headers =
        List.of(
            new Header("content-type", "text/event-stream; charset=utf-8"),
            new Header("cache-control", "no-cache"));
    return LocalResponse.streaming(200, headers, this::writeTo);
  }

  private void writeTo(OutputStream out) throws IOException {
    for (String event : events) {
      out.write(event.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }
}
