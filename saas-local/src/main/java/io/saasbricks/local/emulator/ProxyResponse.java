package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what a function returned in payload format 2.0. */
final class ProxyResponse {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> DROPPED =
      Set.of("connection", "content-length", "transfer-encoding", "keep-alive");

  private ProxyResponse() {}

  /** The HTTP answer; empty if the function returned what API Gateway cannot read. */
  static Optional<LocalResponse> read(byte[] output) {
    try {
      JsonNode tree = JSON.readTree(output);
      return tree.has("statusCode") ? structured(tree) : Optional.of(inferred(output));
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  /**
   * The status and headers of an answer whose body is elsewhere, as in a response stream's prelude.
   */
  static Optional<LocalResponse> readPrelude(JsonNode prelude) {
    return prelude instanceof ObjectNode object
        ? structured(object.has("statusCode") ? object : object.put("statusCode", 200))
        : Optional.empty();
  }

  /** Without a status code the whole of the output is the body of a 200. */
  private static LocalResponse inferred(byte[] output) {
    return LocalResponse.of(200, List.of(new Header("content-type", "application/json")), output);
  }

  private static Optional<LocalResponse> structured(JsonNode tree) {
    int status = tree.path("statusCode").asInt();
    JsonNode body = tree.path("body");
    boolean absent = body.isMissingNode() || body.isNull();
    if (status < 100 || status > 599 || !(absent || body.isTextual())) {
      return Optional.empty();
    }
    try {
      byte[] bytes =
          tree.path("isBase64Encoded").asBoolean()
              ? Base64.getDecoder().decode(body.asText())
              : (absent ? "" : body.asText()).getBytes(StandardCharsets.UTF_8);
      return Optional.of(LocalResponse.of(status, headers(tree, bytes.length > 0), bytes));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static List<Header> headers(JsonNode tree, boolean withBody) {
    List<Header> headers = new ArrayList<>();
    for (var header : tree.path("headers").properties()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!DROPPED.contains(name) && header.getValue().isValueNode()) {
        headers.add(new Header(name, header.getValue().asText()));
      }
    }
    boolean typed = headers.stream().anyMatch(header -> header.name().equals("content-type"));
    if (withBody && !typed) {
      headers.add(new Header("content-type", "text/plain;charset=UTF-8"));
    }
    tree.path("cookies").forEach(cookie -> headers.add(new Header("set-cookie", cookie.asText())));
    return headers;
  }
}
