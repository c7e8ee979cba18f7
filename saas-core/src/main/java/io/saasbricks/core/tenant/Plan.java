package io.saasbricks.core.tenant;

import io.saasbricks.core.json.JsonObject;

/**
 * What a tenant may use.
 *
 * @param name as in the catalogue, such as {@code pro}
 * @param apiCalls calls per calendar month
 * @param messages chat messages per calendar month
 * @param storageBytes stored at any time
 * @param users members at any time
 */
public record Plan(String name, long apiCalls, long messages, long storageBytes, long users) {
  public Plan {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a plan needs a name");
    }
    if (apiCalls < 0 || messages < 0 || storageBytes < 0 || users < 1) {
      throw new IllegalArgumentException("plan " + name + " has a limit out of range");
    }
  }

  static Plan parse(String name, JsonObject limits) {
    return new Plan(
        name,
        limits.number("apiCalls"),
        limits.number("messages"),
        limits.number("storageBytes"),
        limits.number("users"));
  }
}
