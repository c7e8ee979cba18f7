package io.saasbricks.core.json;

/**
 * A JSON text, or a value within one, is not what it must be. The message names the place, never
 * the value.
 */
public final class JsonException extends IllegalArgumentException {
  private final String pointer;
  private final String problem;

  /**
   * A problem of the value at this place.
   *
   * @param pointer RFC 6901 pointer to the value; empty for the whole text
   * @param problem what is wrong, as the end of a sentence, such as {@code "must be a string"}
   */
  public JsonException(String pointer, String problem) {
    super((pointer.isEmpty() ? "JSON" : pointer) + " " + problem);
    this.pointer = pointer;
    this.problem = problem;
  }

  /** RFC 6901 pointer to the value; empty for the whole text. */
  public String pointer() {
    return pointer;
  }

  /** What is wrong, as the end of a sentence. */
  public String problem() {
    return problem;
  }
}
