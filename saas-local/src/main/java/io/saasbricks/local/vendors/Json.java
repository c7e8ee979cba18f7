package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The stand-ins' JSON. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The request's body; a missing node if it is not a JSON object. */
  static JsonNode read(LocalRequest request) {
    try {
      JsonNode tree = MAPPER.readTree(request.body());
      return tree.isObject() ? tree : JsonNodeFactory.instance.missingNode();
    } catch (IOException notJson) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  static LocalResponse response(int status, JsonNode body) {
    return LocalResponse.json(status, body.toString());
  }

  /** The text of a message: a string, or the {@code text} members of a list of parts. */
  static String text(JsonNode content) {
    return content.isTextual()
        ? content.asText()
        : StreamSupport.stream(content.spliterator(), false)
            .map(part -> part.path("text").asText(""))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n"));
  }
}
