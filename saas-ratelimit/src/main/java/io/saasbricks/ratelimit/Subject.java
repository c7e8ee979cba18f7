package io.saasbricks.ratelimit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who or what is limited: an address, an API key, a tenant, and further dimensions that policies
 * may count by, such as the agent an address talks to.
 *
 * <p>Values come from callers, so any text but the empty one is taken: one that is over 64
 * characters or holds anything but printable ASCII is stored as a hash.
 *
 * @param kind what the value is, {@code [a-z][a-z0-9-]{0,31}}
 * @param value which one of its kind
 * @param dimensions further values by name, the names written as kinds are
 */
public record Subject(String kind, String value, Map<String, String> dimensions) {
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final int LONGEST_PLAIN = 64;
  private static final char HASHED = '~';
  private static final int HASH_BYTES = 18;
  private static final int CODE_BYTES = 6;

  /**
   * Checks names and values.
   *
   * @throws IllegalArgumentException if a kind is malformed or a value is empty
   */
  public Subject {
    requireValid(kind, value);
    dimensions.forEach(Subject::requireValid);
    dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
  }

  /**
   * A subject without further dimensions.
   *
   * @throws IllegalArgumentException if the kind is malformed or the value is empty
   */
  public static Subject of(String kind, String value) {
    return new Subject(kind, value, Map.of());
  }

  /**
   * This subject with a dimension added or replaced.
   *
   * @throws IllegalArgumentException if the name is malformed or the value is empty
   */
  public Subject with(String dimension, String dimensionValue) {
    Map<String, String> more = new LinkedHashMap<>(dimensions);
    more.put(dimension, dimensionValue);
    return new Subject(kind, value, more);
  }

  /** The value of that dimension. */
  String dimension(String name) {
    @Nullable String found = dimensions.get(name);
    if (found == null) {
      throw new IllegalArgumentException("subject of kind " + kind + " has no dimension " + name);
    }
    return found;
  }

  /** The value as part of a key: itself if it is short and plain, else a hash; injective. */
  static String keyPart(String value) {
    boolean plain =
        value.length() <= LONGEST_PLAIN
            && value.charAt(0) != HASHED
            && value.chars().allMatch(c -> c > ' ' && c < 0x7f);
    return plain ? value : HASHED + Digest.of(value, HASH_BYTES);
  }

  /** Eight characters that stand for the value in the name of an attribute. */
  static String code(String value) {
    return Digest.of(value, CODE_BYTES);
  }

  static void requireKind(String kind) {
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("a kind matches " + KIND + ": " + kind);
    }
  }

  private static void requireValid(String kind, String value) {
    requireKind(kind);
    if (value.isEmpty()) {
      throw new IllegalArgumentException("subject of kind " + kind + " has an empty value");
    }
  }

  /** Kind and dimension names only: values may be personal. */
  @Override
  public String toString() {
    return "Subject[" + kind + dimensions.keySet() + "]";
  }
}
