package io.saasbricks.core.table;

/**
 * A group of a tenant's items that are read together: an entity type, or an entity type and the ids
 * of its parents, such as {@code C#<conversation>}. Immutable.
 */
public final class ItemCollection {
  private final String encoded;

  private ItemCollection(String encoded) {
    this.encoded = encoded;
  }

  /**
   * The collection of this type under these parents.
   *
   * @throws IllegalArgumentException if the type is not {@code [A-Z][A-Z0-9_]*}
   */
  public static ItemCollection of(String type, String... parents) {
    if (!wellFormed(type)) {
      throw new IllegalArgumentException("collection type must match [A-Z][A-Z0-9_]*: " + type);
    }
    return new ItemCollection(
        parents.length == 0 ? type : type + Segments.SEPARATOR + Segments.join(parents));
  }

  private static boolean wellFormed(String type) {
    return !type.isEmpty()
        && upperCase(type.charAt(0))
        && type.chars().allMatch(c -> upperCase(c) || (c >= '0' && c <= '9') || c == '_');
  }

  private static boolean upperCase(int c) {
    return c >= 'A' && c <= 'Z';
  }

  /** The key as stored. */
  public String encoded() {
    return encoded;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ItemCollection that && encoded.equals(that.encoded);
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
