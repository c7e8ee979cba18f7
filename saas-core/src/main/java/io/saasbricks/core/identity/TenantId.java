package io.saasbricks.core.identity;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The opaque name of a tenant: 8 to 32 characters of {@code [a-z0-9]}.
 *
 * <p>The grammar has no separator, wildcard, case or Unicode form, so an id is safe inside a key,
 * an IAM policy and a log line, and two ids are equal exactly if their strings are.
 */
public record TenantId(String value) {
  private static final int SHORTEST = 8;
  private static final int LONGEST = 32;
  private static final int GENERATED = 20;
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

  /**
   * The id of that value.
   *
   * @throws IllegalArgumentException if the value is not 8 to 32 characters of {@code [a-z0-9]}
   */
  public TenantId {
    if (!wellFormed(value)) {
      throw new IllegalArgumentException("tenant id must match [a-z0-9]{8,32}: " + value);
    }
  }

  // As a record has them; linking those at the first use costs a fresh JVM some thirty classes.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TenantId that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** A new id of 20 random characters (103 bits). */
  public static TenantId random(RandomGenerator random) {
    StringBuilder id = new StringBuilder(GENERATED);
    for (int i = 0; i < GENERATED; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new TenantId(id.toString());
  }

  /** Whether the text follows the grammar of tenant ids. */
  public static boolean wellFormed(String text) {
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (ALPHABET.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
