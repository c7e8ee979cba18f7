package io.saasbricks.auth;

import io.saasbricks.core.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret outside the table that goes into the hash of API keys, so that whoever can write the
 * table still cannot make a key, and whoever can read it cannot test guesses. Immutable.
 *
 * <p>{@link #NONE} is plain SHA-256. A key has far over the 112 random bits from which NIST SP
 * 800-63B asks for no more than an approved one-way function, so that is enough where the table is
 * trusted.
 */
public final class Pepper {
  /** No pepper. */
  public static final Pepper NONE = new Pepper("sha256", Optional.empty());

  /** Under this name lie hashes that another system made. */
  static final Pepper IMPORTED = new Pepper("imported", Optional.empty());

  private final String algorithm;
  private final Optional<Secret> secret;

  private Pepper(String algorithm, Optional<Secret> secret) {
    this.algorithm = algorithm;
    this.secret = secret;
  }

  /**
   * A pepper.
   *
   * @param id names it in the table: 1 to 32 characters of {@code [a-z0-9]}
   * @param secret 32 random bytes in hexadecimal or base64url
   * @throws IllegalArgumentException if the secret is shorter or holds other characters
   */
  public static Pepper of(String id, Secret secret) {
    if (!id.matches("[a-z0-9]{1,32}")) {
      throw new IllegalArgumentException("a pepper's id must match [a-z0-9]{1,32}: " + id);
    }
    RandomSecret.require("pepper " + id, secret);
    return new Pepper("hmac-" + id, Optional.of(secret));
  }

  /** What hashes made with this are called in the table. */
  String algorithm() {
    return algorithm;
  }

  /** Where the key is looked up: its SHA-256, or its HMAC-SHA-256 under the secret. */
  Fingerprint fingerprint(Secret key) {
    return new Fingerprint(
        algorithm, Base64.getUrlEncoder().withoutPadding().encodeToString(hash(key)));
  }

  private byte[] hash(Secret key) {
    try {
      if (secret.isEmpty()) {
        return MessageDigest.getInstance("SHA-256").digest(key.bytes());
      }
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.get().bytes(), "HmacSHA256"));
      return mac.doFinal(key.bytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  /** The name only. */
  @Override
  public String toString() {
    return "Pepper[" + algorithm + "]";
  }
}
