package io.saasbricks.core.table;

import io.saasbricks.core.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the place where a page ended into an opaque cursor, bound to the query it came from.
 *
 * <p>AES-256-GCM with a random nonce; the query (table, partition, range, order) is authenticated
 * but not contained, so a cursor fits only the query and tenant that issued it, shows nothing, and
 * expires after a day. Safe for concurrent use.
 */
public final class CursorSeal {
  private static final Duration LIFETIME = Duration.ofDays(1);
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int LONGEST = 8_192;

  private final Supplier<Secret> secret;
  private final SecureRandom random;
  private final InstantSource time;

  private CursorSeal(Supplier<Secret> secret, SecureRandom random, InstantSource time) {
    this.secret = secret;
    this.random = random;
    this.time = time;
  }

  /**
   * A seal whose key is derived from the secret, which may serve other purposes too.
   *
   * @param secret asked at every use, so that it is loaded only by functions that page; should
   *     answer from memory
   */
  public static CursorSeal of(Supplier<Secret> secret, InstantSource time) {
    return new CursorSeal(secret, new SecureRandom(), time);
  }

  String seal(Map<String, String> place, String query) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, write(place), query);
    ByteBuffer cursor = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.array());
  }

  /**
   * The place sealed into the cursor.
   *
   * @throws InvalidCursorException if this query did not issue the cursor, or over a day ago
   */
  Map<String, String> open(String cursor, String query) {
    if (cursor.length() > LONGEST) {
      throw new InvalidCursorException();
    }
    byte[] bytes = decode(cursor);
    // The JDK's cipher answers a text shorter than its tag with an exception meant for bugs.
    if (bytes.length < NONCE_BYTES + TAG_BITS / 8) {
      throw new InvalidCursorException();
    }
    byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
    byte[] sealed = Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length);
    return read(crypt(Cipher.DECRYPT_MODE, nonce, sealed, query));
  }

  private static byte[] decode(String cursor) {
    try {
      return Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      throw new InvalidCursorException();
    }
  }

  private byte[] crypt(int mode, byte[] nonce, byte[] text, String query) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, derive(secret.get()), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(query.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      // On encryption nothing can fail but the JDK itself; on decryption the cursor is not ours.
      throw new InvalidCursorException();
    }
  }

  private byte[] write(Map<String, String> place) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(time.instant().plus(LIFETIME).getEpochSecond());
      out.writeByte(place.size());
      for (Map.Entry<String, String> attribute : place.entrySet()) {
        out.writeUTF(attribute.getKey());
        out.writeUTF(attribute.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Map<String, String> read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readLong() < time.instant().getEpochSecond()) {
        throw new InvalidCursorException();
      }
      Map<String, String> place = new LinkedHashMap<>();
      for (int left = in.readByte(); left > 0; left--) {
        place.put(in.readUTF(), in.readUTF());
      }
      return place;
    } catch (IOException e) {
      throw new InvalidCursorException();
    }
  }

  private static SecretKeySpec derive(Secret secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("saasbricks cursor v1:".getBytes(StandardCharsets.UTF_8));
      return new SecretKeySpec(digest.digest(secret.bytes()), "AES");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
