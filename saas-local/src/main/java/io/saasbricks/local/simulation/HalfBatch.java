package io.saasbricks.local.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpRequest;

/** A batch of whose items the server sees the first half of each table's; the rest is left over. */
final class HalfBatch {
  private final ObjectNode sent;
  private final ObjectNode left;

  private HalfBatch(ObjectNode sent, ObjectNode left) {
    this.sent = sent;
    this.left = left;
  }

  static HalfBatch of(Network.Request content) throws IOException {
    ObjectNode sent = (ObjectNode) content.json();
    ObjectNode left = sent.objectNode();
    ObjectNode tables = (ObjectNode) sent.get("RequestItems");
    for (Map.Entry<String, JsonNode> table : tables.deepCopy().properties()) {
      ArrayNode kept = elements(tables.get(table.getKey()));
      ArrayNode rest = elements(table.getValue());
      int half = kept.size() / 2;
      for (int i = kept.size() - 1; i >= half; i--) {
        kept.remove(i);
      }
      for (int i = half - 1; i >= 0; i--) {
        rest.remove(i);
      }
      if (kept.isEmpty()) {
        tables.remove(table.getKey());
      }
      left.set(table.getKey(), table.getValue());
    }
    return new HalfBatch(sent, left);
  }

  private static ArrayNode elements(JsonNode table) {
    return (ArrayNode) (table.isArray() ? table : table.get("Keys"));
  }

  /** Whether the server would see nothing, which it refuses. */
  boolean isEmpty() {
    return sent.get("RequestItems").isEmpty();
  }

  /** The request with the first half only. */
  HttpExecuteRequest request(HttpExecuteRequest whole) {
    byte[] body = sent.toString().getBytes(StandardCharsets.UTF_8);
    SdkHttpRequest head =
        whole.httpRequest().toBuilder()
            .putHeader("Content-Length", Integer.toString(body.length))
            .build();
    return HttpExecuteRequest.builder()
        .request(head)
        .contentStreamProvider(() -> new ByteArrayInputStream(body))
        .build();
  }

  /** The server's answer, with the rest as unprocessed. */
  Answers answer(Answers answer, String operation) throws IOException {
    ObjectNode json = (ObjectNode) new Network.Request(operation, answer.body()).json();
    json.set(operation.equals("BatchGetItem") ? "UnprocessedKeys" : "UnprocessedItems", left);
    return Answers.made(200, json.toString());
  }
}
