package io.saasbricks.auth;

import io.saasbricks.core.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens byte by byte, with the JDK alone, good ones and others. */
final class Forge {
  /** Made once: drawing RSA keys takes long. */
  static final KeyPair KEYS = rsaKeys(2048);

  static final KeyPair OTHER_KEYS = rsaKeys(2048);

  private Forge() {}

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String base64(String text) {
    return base64(utf8(text));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A token over these very texts of JSON. */
  static String hs256(String header, String payload, Secret secret) {
    return hs256Segments(base64(header), base64(payload), secret);
  }

  /** A token over these very segments, whatever they hold. */
  static String hs256Segments(String header, String payload, Secret secret) {
    String input = header + "." + payload;
    return input + "." + base64(mac("HmacSHA256", utf8(input), secret.bytes()));
  }

  static byte[] mac(String algorithm, byte[] input, byte[] key) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String rs256(String header, String payload, PrivateKey key) {
    return signed("SHA256withRSA", base64(header) + "." + base64(payload), key);
  }

  static String signed(String algorithm, String input, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(utf8(input));
      return input + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair rsaKeys(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
