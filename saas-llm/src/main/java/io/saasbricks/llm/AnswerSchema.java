package io.saasbricks.llm;

import io.saasbricks.core.json.JsonObject;

/**
 * The JSON that an answer must be.
 *
 * @param name {@code [a-zA-Z0-9_-]{1,64}}
 * @param schema JSON Schema of an object. Vendors know different parts of JSON Schema; all know
 *     objects whose members are all required and which allow no others
 */
public record AnswerSchema(String name, JsonObject schema) {
  /** Refuses another name with an {@link IllegalArgumentException}. */
  public AnswerSchema {
    if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
      throw new IllegalArgumentException("schema name must match [a-zA-Z0-9_-]{1,64}: " + name);
    }
  }
}
