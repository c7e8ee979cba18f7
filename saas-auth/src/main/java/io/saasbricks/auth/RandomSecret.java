package io.saasbricks.auth;

import io.saasbricks.core.Secret;

/** Tells secrets that a machine has drawn from those that a person has thought of. */
final class RandomSecret {
  /** 256 bits in base64url without padding; hexadecimal takes 64. */
  private static final int SHORTEST = 43;

  private RandomSecret() {}

  /** The secret itself, if it is long enough and in an alphabet that machines write. */
  static Secret require(String name, Secret secret) {
    if (!secret.reveal().matches("[A-Za-z0-9_-]{" + SHORTEST + ",}")) {
      throw new IllegalArgumentException(
          name + " must be 32 random bytes in hexadecimal or base64url");
    }
    return secret;
  }
}
