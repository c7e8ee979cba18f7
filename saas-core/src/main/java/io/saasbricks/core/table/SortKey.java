package io.saasbricks.core.table;

import java.util.List;

/**
 * A sort key made of segments, joined injectively: two keys are equal exactly if their segments
 * are.
 *
 * <p>Within a segment {@code %} becomes {@code %25} and {@code #} becomes {@code %23}; segments are
 * joined by {@code #}. Keys sort by their first segment, then by their second, as long as segments
 * hold no character below {@code #}. Immutable.
 */
public final class SortKey {
  private static final int MAX_BYTES = 1024;

  private final String encoded;

  /** The key as it was stored. */
  SortKey(String encoded) {
    Segments.requireKeySize(encoded, MAX_BYTES, "sort key");
    this.encoded = encoded;
  }

  /**
   * The key of these segments.
   *
   * @throws IllegalArgumentException if the key is empty, over 1,024 bytes, or not well-formed
   *     Unicode
   */
  public static SortKey of(String... segments) {
    return new SortKey(Segments.join(segments));
  }

  /** This key with one more segment. */
  public SortKey then(String segment) {
    return new SortKey(encoded + Segments.SEPARATOR + Segments.escape(segment));
  }

  /** The segments this key was made of. */
  public List<String> segments() {
    return Segments.split(encoded);
  }

  /** The key as stored. */
  public String encoded() {
    return encoded;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SortKey that && encoded.equals(that.encoded);
  }

  @Override
  public int hashCode() {
    return encoded.hashCode();
  }

  @Override
  public String toString() {
    return encoded;
  }
}
