package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Form-encoded parameters as Stripe nests them: {@code items[0][price]=x} becomes {@code {items:
 * {0: {price: x}}}}. All values are text, as they were sent.
 */
final class StripeForm {
  private final ObjectNode tree;

  private StripeForm(ObjectNode tree) {
    this.tree = tree;
  }

  /**
   * Reads encoded parameters.
   *
   * @throws StripeRefusal if a percent sign does not start an octet
   */
  static StripeForm parse(String encoded) {
    ObjectNode tree = Json.object();
    for (String pair : encoded.isEmpty() ? new String[0] : encoded.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      put(tree, decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
    }
    return new StripeForm(tree);
  }

  /** A parameter by its top-level name; missing if it was not sent. */
  JsonNode at(String name) {
    return tree.path(name);
  }

  /** A text parameter. */
  Optional<String> text(String name) {
    return Optional.of(tree.path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  /** A text parameter that must be there. */
  String required(String name) {
    return text(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> StripeRefusal.missing(name));
  }

  /** A text parameter that must be there and no longer than this. */
  String required(String name, int maxLength) {
    String value = required(name);
    if (value.length() > maxLength) {
      throw StripeRefusal.invalid(
          "Invalid string: must be at most " + maxLength + " characters", name);
    }
    return value;
  }

  /** A parameter that has one of these values if it was sent. */
  Optional<String> oneOf(String name, String... values) {
    Optional<String> sent = text(name);
    sent.filter(value -> !List.of(values).contains(value))
        .ifPresent(
            other -> {
              throw StripeRefusal.invalid(
                  "Invalid " + name + ": must be one of " + String.join(", ", values), name);
            });
    return sent;
  }

  /** A whole number, such as a time in seconds. */
  Optional<Long> integer(String name) {
    return text(name)
        .map(
            value -> {
              if (!value.matches("-?\\d{1,18}")) {
                throw StripeRefusal.invalid("Invalid integer: " + value, name);
              }
              return Long.parseLong(value);
            });
  }

  /** Copies the parameters that were sent under these names into an object. */
  void copyTo(ObjectNode object, String... names) {
    for (String name : names) {
      text(name).ifPresent(value -> object.put(name, value));
    }
  }

  /** Merges the {@code metadata} sent into an object's; an empty value removes its key. */
  void mergeMetadata(ObjectNode object) {
    ObjectNode metadata = object.withObjectProperty("metadata");
    for (var entry : tree.path("metadata").properties()) {
      if (entry.getValue().asText().isEmpty()) {
        metadata.remove(entry.getKey());
      } else {
        metadata.set(entry.getKey(), entry.getValue());
      }
    }
  }

  private static void put(ObjectNode tree, String name, String value) {
    String[] keys = name.replace("]", "").split("\\[", -1);
    ObjectNode at = tree;
    for (int i = 0; i < keys.length - 1; i++) {
      at = at.path(keys[i]).isObject() ? (ObjectNode) at.path(keys[i]) : at.putObject(keys[i]);
    }
    String last = keys[keys.length - 1];
    at.put(last.isEmpty() ? Integer.toString(at.size()) : last, value);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw StripeRefusal.invalid("Invalid percent-encoding: " + text, text);
    }
  }
}
