package io.saasbricks.llm;

import io.saasbricks.core.json.JsonObject;
import java.util.Optional;
import java.util.stream.Stream;

/** Reading of members that are of no use unless they are what they should be. */
final class Lenient {
  /** Far more than any call uses; sums of them do not overflow. */
  private static final long MOST_TOKENS = 1_000_000_000_000L;

  private Lenient() {}

  /** The member if it is a text. */
  static Stream<String> text(JsonObject object, String name) {
    return object.members().get(name) instanceof String text ? Stream.of(text) : Stream.empty();
  }

  /** The words of an error. */
  static String message(JsonObject error) {
    return text(error, "message").findFirst().orElse("");
  }

  static Optional<JsonObject> object(JsonObject object, String name) {
    return object.members().get(name) instanceof JsonObject member
        ? Optional.of(member)
        : Optional.empty();
  }

  /** The member if it can be a number of tokens. */
  static Optional<Long> count(JsonObject object, String name) {
    return object.members().get(name) instanceof Long count && count >= 0 && count <= MOST_TOKENS
        ? Optional.of(count)
        : Optional.empty();
  }
}
