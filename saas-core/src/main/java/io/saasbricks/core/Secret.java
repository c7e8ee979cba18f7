package io.saasbricks.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text that must never be shown: printing, logging or serialising it gives {@code ***}.
 *
 * <p>Compared in constant time. The text is reachable only through {@link #reveal()}.
 */
public final class Secret {
  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /**
   * The secret of that text.
   *
   * @throws IllegalArgumentException if the text is empty
   */
  public static Secret of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a secret must not be empty");
    }
    return new Secret(text);
  }

  /** The text itself, for the one place that must send or hash it. */
  public String reveal() {
    return text;
  }

  /** The UTF-8 bytes of the text. */
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
  }

  /** The same for all secrets: a hash of the content could be logged and tested against guesses. */
  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
