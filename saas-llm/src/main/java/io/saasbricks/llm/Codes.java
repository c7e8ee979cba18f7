package io.saasbricks.llm;

import io.saasbricks.core.json.JsonObject;
import java.util.stream.Stream;

/** Reading of error bodies, whose members are of any type. */
final class Codes {
  private Codes() {}

  /** The member if it is a text. */
  static Stream<String> of(JsonObject error, String name) {
    return error.members().get(name) instanceof String code ? Stream.of(code) : Stream.empty();
  }

  static String message(JsonObject error) {
    return of(error, "message").findFirst().orElse("");
  }
}
