package io.saasbricks.auth;

import io.saasbricks.core.Secret;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * The text of an API key: {@code <product>_<live|test>_<32 random><6 checksum>}, the last two parts
 * in base62.
 *
 * <p>The random part holds 190 bits. The checksum is the CRC-32 of everything before it, so a typo,
 * a cut-off key or an edited environment is refused without a look-up, and a secret scanner can
 * tell a real key from a look-alike. It is no secret. Underscores let a double click select the
 * whole key.
 *
 * @param product 2 to 16 characters of {@code [a-z0-9]}, the first a letter
 */
record KeyFormat(String product) {
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM = 32;
  private static final int CHECKSUM = 6;
  private static final int HINT = 4;

  KeyFormat {
    if (!product.matches("[a-z][a-z0-9]{1,15}")) {
      throw new IllegalArgumentException("product must match [a-z][a-z0-9]{1,15}: " + product);
    }
  }

  /** A new key. Each character is drawn on its own, without bias. */
  Secret generate(KeyEnvironment environment, RandomGenerator random) {
    StringBuilder key = new StringBuilder(prefix(environment));
    for (int i = 0; i < RANDOM; i++) {
      key.append(BASE62.charAt(random.nextInt(BASE62.length())));
    }
    return Secret.of(key.append(checksum(key)).toString());
  }

  /** Whether the text claims to be a key of this product. */
  boolean claims(String text) {
    return text.startsWith(product + "_");
  }

  /** What the text says of itself, decided from it alone. */
  Form inspect(String text) {
    for (KeyEnvironment environment : KeyEnvironment.values()) {
      String prefix = prefix(environment);
      if (text.startsWith(prefix) && text.length() == prefix.length() + RANDOM + CHECKSUM) {
        return wellFormed(text, prefix.length()) ? new Form.Valid(environment) : Form.CHECKSUM;
      }
    }
    return Form.MALFORMED;
  }

  /** What a list may show of a key: everything up to the first characters of its random part. */
  String hint(Secret key, KeyEnvironment environment) {
    return key.reveal().substring(0, prefix(environment).length() + HINT);
  }

  private static boolean wellFormed(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      if (BASE62.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    int body = text.length() - CHECKSUM;
    return checksum(text.substring(0, body)).contentEquals(text.substring(body));
  }

  private String prefix(KeyEnvironment environment) {
    return product + "_" + environment.text() + "_";
  }

  private static String checksum(CharSequence body) {
    CRC32 crc = new CRC32();
    crc.update(body.toString().getBytes(StandardCharsets.US_ASCII));
    long rest = crc.getValue();
    char[] digits = new char[CHECKSUM];
    for (int i = CHECKSUM - 1; i >= 0; i--) {
      digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
      rest /= BASE62.length();
    }
    return new String(digits);
  }

  /** The outcome of {@link #inspect}. */
  sealed interface Form {
    Form MALFORMED = new Invalid(Refusal.MALFORMED);
    Form CHECKSUM = new Invalid(Refusal.CHECKSUM);

    /** A key of this product and environment, as far as its text can tell. */
    record Valid(KeyEnvironment environment) implements Form {}

    /** No key that was ever issued. */
    record Invalid(Refusal reason) implements Form {}
  }
}
