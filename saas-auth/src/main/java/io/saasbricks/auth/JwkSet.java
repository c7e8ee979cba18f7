package io.saasbricks.auth;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The RSA keys of a JSON Web Key Set that sign with RS256, by key id. Immutable. */
final class JwkSet {
  private static final int SHORTEST_MODULUS = 2_048;

  private final Map<String, RSAPublicKey> keys;

  private JwkSet(Map<String, RSAPublicKey> keys) {
    this.keys = Map.copyOf(keys);
  }

  /**
   * The set in the JSON. Public keys of other kinds or uses are left out.
   *
   * @throws IllegalArgumentException if it is no key set, if two keys have one id, or if a key is
   *     secret, private or weak: then somebody has made a mistake, and no key of the set is trusted
   */
  static JwkSet parse(byte[] json) {
    Map<String, RSAPublicKey> keys = new HashMap<>();
    for (JsonObject key : Json.object(json).objects("keys")) {
      if (key.string("kty").equals("oct") || key.has("d") || key.has("k")) {
        throw new IllegalArgumentException("a key set holds a secret or private key");
      }
      if (signsWithRs256(key) && keys.put(key.string("kid"), rsa(key)) != null) {
        throw new IllegalArgumentException("two keys of a key set have one id");
      }
    }
    return new JwkSet(keys);
  }

  private static boolean signsWithRs256(JsonObject key) {
    return key.string("kty").equals("RSA")
        && key.optionalString("use").orElse("sig").equals("sig")
        && key.optionalString("alg").orElse("RS256").equals("RS256");
  }

  private static RSAPublicKey rsa(JsonObject key) {
    BigInteger modulus = unsigned(key.string("n"));
    BigInteger exponent = unsigned(key.string("e"));
    if (modulus.bitLength() < SHORTEST_MODULUS
        || !modulus.testBit(0)
        || !exponent.testBit(0)
        || exponent.compareTo(BigInteger.TWO) <= 0) {
      throw new IllegalArgumentException("a key set holds a weak RSA key");
    }
    try {
      return (RSAPublicKey)
          KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a key set holds no valid RSA key", e);
    }
  }

  private static BigInteger unsigned(String base64url) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(base64url));
  }

  Optional<RSAPublicKey> find(String keyId) {
    return Optional.ofNullable(keys.get(keyId));
  }
}
