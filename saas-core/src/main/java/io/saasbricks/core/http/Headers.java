package io.saasbricks.core.http;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Header fields by case-insensitive name, repeated ones joined by a comma. Immutable. */
public final class Headers {
  private static final Headers NONE = new Headers(new TreeMap<>());

  private final Map<String, String> values;

  private Headers(SortedMap<String, String> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** No headers. */
  public static Headers none() {
    return NONE;
  }

  /** These headers as they came; nothing is checked. */
  public static Headers of(Map<String, String> headers) {
    TreeMap<String, String> values = new TreeMap<>();
    headers.forEach(
        (name, value) -> values.merge(lower(name), value, (first, next) -> first + "," + next));
    return new Headers(values);
  }

  /** The value under that name, in whatever case. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(lower(name)));
  }

  /**
   * These headers with one added or replaced.
   *
   * @throws IllegalArgumentException if the name is no token, or the value contains a control
   *     character
   */
  public Headers with(String name, String value) {
    if (name.isEmpty() || !name.chars().allMatch(Headers::inToken)) {
      throw new IllegalArgumentException("no header name: " + name);
    }
    requirePrintable(value);
    TreeMap<String, String> copy = new TreeMap<>(values);
    copy.put(lower(name), value);
    return new Headers(copy);
  }

  /** The values by lower-case name, sorted. */
  public Map<String, String> values() {
    return values;
  }

  /** A line break in a value would let it forge further headers. */
  private static void requirePrintable(String text) {
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new IllegalArgumentException("a header must not contain control characters");
    }
  }

  /** RFC 9110, section 5.6.2. */
  private static boolean inToken(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The names only: values may be secret. */
  @Override
  public String toString() {
    return "Headers" + values.keySet();
  }
}
