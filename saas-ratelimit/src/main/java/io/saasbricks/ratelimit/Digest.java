package io.saasbricks.ratelimit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Short stand-ins for texts of any length. */
final class Digest {
  private Digest() {}

  /** The first bytes of the text's SHA-256 in base64url, four characters for three bytes. */
  static String of(String text, int bytes) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(sha256(text), bytes));
  }

  /** One of 256 values, evenly spread. */
  static byte firstByte(String text) {
    return sha256(text)[0];
  }

  /** Over UTF-16, because UTF-8 would make all lone surrogates equal. */
  private static byte[] sha256(String text) {
    ByteBuffer characters = ByteBuffer.allocate(2 * text.length());
    characters.asCharBuffer().put(text);
    try {
      return MessageDigest.getInstance("SHA-256").digest(characters.array());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
