package io.saasbricks.auth;

import java.util.Base64;
import java.util.HexFormat;

/**
 * A key that another system made, known by its hash.
 *
 * @param hint how the key starts, at most 24 characters, to be recognised by
 * @param sha256 the SHA-256 of the whole key in 64 hexadecimal digits
 */
public record ForeignKey(String hint, String sha256) {
  private static final int LONGEST_HINT = 24;

  /** Refuses a hint or hash of another form with an {@link IllegalArgumentException}. */
  public ForeignKey {
    if (hint.isEmpty() || hint.length() > LONGEST_HINT) {
      throw new IllegalArgumentException("a hint must have 1 to 24 characters");
    }
    if (!sha256.matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException("a SHA-256 must have 64 hexadecimal digits");
    }
  }

  Fingerprint fingerprint() {
    byte[] hash = HexFormat.of().parseHex(sha256);
    return new Fingerprint(
        Pepper.IMPORTED.algorithm(), Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
  }
}
