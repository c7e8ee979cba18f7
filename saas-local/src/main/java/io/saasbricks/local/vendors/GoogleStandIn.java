package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Google's side of "Sign in with Google": a key set, and ID tokens signed with it for whoever asks.
 * The key pair is made on first use and lives as long as the stand-in. Safe for concurrent use.
 */
public final class GoogleStandIn implements LocalHandler {
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final String clientId;
  private final InstantSource time;
  private final AtomicLong tokens = new AtomicLong();
  private @Nullable KeyPair keys;

  private GoogleStandIn(String clientId, InstantSource time) {
    this.clientId = clientId;
    this.time = time;
  }

  /**
   * A stand-in for one client.
   *
   * @param clientId the audience of the tokens
   * @param time the time in the tokens
   */
  public static GoogleStandIn create(String clientId, InstantSource time) {
    return new GoogleStandIn(clientId, time);
  }

  /** Serves the key set (JWKS) on every path, cacheable as Google's. */
  @Override
  public LocalResponse handle(LocalRequest request) {
    var publicKey = (RSAPublicKey) keys().getPublic();
    ObjectNode keySet = Json.object();
    keySet
        .putArray("keys")
        .addObject()
        .put("kty", "RSA")
        .put("alg", "RS256")
        .put("use", "sig")
        .put("kid", keyId())
        .put("n", base64(unsigned(publicKey.getModulus())))
        .put("e", base64(unsigned(publicKey.getPublicExponent())));
    return Json.response(200, keySet)
        .with("cache-control", "public, max-age=21600, must-revalidate, no-transform");
  }

  /**
   * An ID token for a user whose address Google has verified, valid for one hour. The same address
   * always has the same {@code sub}; an address outside gmail.com belongs to a Workspace domain and
   * carries {@code hd}.
   */
  public String credential(String email, String name) {
    String[] names = name.split(" ", 2);
    String domain = email.substring(email.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    long now = time.instant().getEpochSecond();
    ObjectNode claims = Json.object();
    claims.put("iss", "https://accounts.google.com").put("azp", clientId).put("aud", clientId);
    claims.put("sub", subject(email));
    if (!domain.equals("gmail.com")) {
      claims.put("hd", domain);
    }
    claims.put("email", email).put("email_verified", true).put("nbf", now);
    claims.put("name", name).put("picture", "https://lh3.googleusercontent.com/a/local=s96-c");
    claims.put("given_name", names[0]).put("family_name", names.length == 2 ? names[1] : "");
    claims.put("iat", now).put("exp", now + LIFETIME.toSeconds());
    claims.put("jti", hex(digest(email + now + tokens.incrementAndGet())).substring(0, 40));
    return sign(claims);
  }

  private String sign(ObjectNode claims) {
    ObjectNode header = Json.object().put("alg", "RS256").put("kid", keyId()).put("typ", "JWT");
    String signed = base64(bytes(header.toString())) + "." + base64(bytes(claims.toString()));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys().getPrivate());
      signature.update(bytes(signed));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK signs with RSA", e);
    }
  }

  private synchronized KeyPair keys() {
    if (keys == null) {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK makes RSA keys", e);
      }
    }
    return keys;
  }

  private String keyId() {
    return hex(digest(keys().getPublic().toString())).substring(0, 40);
  }

  /** 21 decimal digits, as Google's. */
  private static String subject(String email) {
    BigInteger number = new BigInteger(1, digest(email.toLowerCase(Locale.ROOT)));
    return "1" + "%020d".formatted(number.mod(BigInteger.TEN.pow(20)));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
