package io.saasbricks.llm;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import java.util.Optional;

/**
 * A model's wish to have a tool run.
 *
 * @param id names the call within the conversation
 * @param tool the name of the {@link Tool}
 * @param arguments JSON text as the model wrote it, which may be wrong
 * @param signature what the vendor wants back together with the call, if anything
 */
public record ToolCall(String id, String tool, String arguments, Optional<String> signature) {
  /** A call of a vendor that wants nothing back together with it. */
  public static ToolCall of(String id, String tool, String arguments) {
    return new ToolCall(id, tool, arguments, Optional.empty());
  }

  /**
   * The arguments read as JSON; none for an empty text.
   *
   * @throws JsonException if the model wrote no JSON object
   */
  public JsonObject parsedArguments() {
    return Json.object(arguments.isBlank() ? "{}" : arguments);
  }
}
