package io.saasbricks.core.tenant;

import io.saasbricks.core.json.JsonObject;
import java.util.Map;

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
  /** What a plan limits; each can be overridden for one tenant by contract. */
  public enum Limit {
    /** Calls per calendar month. */
    API_CALLS("apiCalls"),
    /** Chat messages per calendar month. */
    MESSAGES("messages"),
    /** Bytes stored at any time. */
    STORAGE_BYTES("storageBytes"),
    /** Members at any time. */
    USERS("users");

    private final String member;

    Limit(String member) {
      this.member = member;
    }

    /** Its name in a catalogue and in a tenant's item. */
    String member() {
      return member;
    }
  }

  /**
   * Checks the limits, of which zero forbids.
   *
   * @throws IllegalArgumentException if the name is empty, a limit negative, or no member allowed
   */
  public Plan {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a plan needs a name");
    }
    if (apiCalls < 0 || messages < 0 || storageBytes < 0 || users < 1) {
      throw new IllegalArgumentException("plan " + name + " has a limit out of range");
    }
  }

  /** The most that the plan allows of what is limited so. */
  public long limit(Limit limit) {
    return switch (limit) {
      case API_CALLS -> apiCalls;
      case MESSAGES -> messages;
      case STORAGE_BYTES -> storageBytes;
      case USERS -> users;
    };
  }

  /**
   * This plan with the limits that a contract sets otherwise.
   *
   * @throws IllegalArgumentException if one of them is out of range
   */
  public Plan with(Map<Limit, Long> overrides) {
    return new Plan(
        name,
        overrides.getOrDefault(Limit.API_CALLS, apiCalls),
        overrides.getOrDefault(Limit.MESSAGES, messages),
        overrides.getOrDefault(Limit.STORAGE_BYTES, storageBytes),
        overrides.getOrDefault(Limit.USERS, users));
  }

  static Plan parse(String name, JsonObject limits) {
    return new Plan(
        name,
        limits.number(Limit.API_CALLS.member()),
        limits.number(Limit.MESSAGES.member()),
        limits.number(Limit.STORAGE_BYTES.member()),
        limits.number(Limit.USERS.member()));
  }
}
