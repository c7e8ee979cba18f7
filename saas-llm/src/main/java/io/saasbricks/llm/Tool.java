package io.saasbricks.llm;

import io.saasbricks.core.json.JsonObject;

/**
 * A function that a model may ask for.
 *
 * @param name {@code [a-zA-Z0-9_-]{1,64}}, what all vendors accept
 * @param description when to use it and what it gives, for the model to read
 * @param parameters JSON Schema of its arguments, an object
 */
public record Tool(String name, String description, JsonObject parameters) {
  /** Refuses another name, or a blank description, with an {@link IllegalArgumentException}. */
  public Tool {
    if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
      throw new IllegalArgumentException("tool name must match [a-zA-Z0-9_-]{1,64}: " + name);
    }
    if (description.isBlank()) {
      throw new IllegalArgumentException("tool " + name + " needs a description");
    }
  }
}
