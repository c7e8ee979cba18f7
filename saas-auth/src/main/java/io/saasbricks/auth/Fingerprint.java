package io.saasbricks.auth;

import io.saasbricks.core.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A one-way hash under which an API key is stored and found.
 *
 * <p>A key has far over the 112 random bits from which NIST SP 800-63B asks for no more than an
 * approved one-way function, so a single unsalted hash is enough.
 *
 * @param algorithm {@code sha256}
 * @param hash in base64url
 */
record Fingerprint(String algorithm, String hash) {
  private static final String SHA256 = "sha256";

  /** The SHA-256 of the whole key. */
  static Fingerprint sha256(Secret key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.bytes());
      return new Fingerprint(SHA256, Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
