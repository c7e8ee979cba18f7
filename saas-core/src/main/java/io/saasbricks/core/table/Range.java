package io.saasbricks.core.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiFunction;

/** A range of sort keys within one item collection. Immutable. */
public final class Range {
  private final BiFunction<Attribute, Placeholders, String> text;
  private final String fingerprint;

  private Range(String fingerprint, BiFunction<Attribute, Placeholders, String> text) {
    this.fingerprint = fingerprint;
    this.text = text;
  }

  /** Every sort key. */
  public static Range all() {
    return new Range("all", (key, p) -> "");
  }

  /** The keys whose first segments are those of the prefix, and which have at least one more. */
  public static Range under(SortKey prefix) {
    String start = prefix.encoded() + Segments.SEPARATOR;
    return new Range(
        "under " + start,
        (key, p) -> " AND begins_with(" + key.render(p) + ", " + p.operand(start) + ")");
  }

  /**
   * The keys from the first to the last, both included.
   *
   * @throws IllegalArgumentException if the last key sorts before the first
   */
  public static Range between(SortKey first, SortKey last) {
    if (Arrays.compareUnsigned(utf8(first), utf8(last)) > 0) {
      throw new IllegalArgumentException("a range ends before it starts");
    }
    return new Range(
        "between " + first.encoded().length() + " " + first + " " + last,
        (key, p) ->
            " AND "
                + key.render(p)
                + " BETWEEN "
                + p.operand(first.encoded())
                + " AND "
                + p.operand(last.encoded()));
  }

  /** DynamoDB compares the bytes; Java's order of strings is another. */
  private static byte[] utf8(SortKey key) {
    return key.encoded().getBytes(StandardCharsets.UTF_8);
  }

  /** The part of a key condition after the partition, or nothing. */
  String render(Attribute sortKey, Placeholders placeholders) {
    return text.apply(sortKey, placeholders);
  }

  String fingerprint() {
    return fingerprint;
  }
}
