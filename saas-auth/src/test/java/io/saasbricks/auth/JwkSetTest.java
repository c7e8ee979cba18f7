package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwkSetTest {
  private static final KeyPair KEYS = Forge.KEYS;
  private static final String JWK = KeyServer.jwk("k1", KEYS);

  @Test
  void keysThatSignWithRs256AreFoundByTheirId() {
    JwkSet set = parse(JWK, KeyServer.jwk("k2", KEYS));

    assertThat(set.find("k1")).contains((RSAPublicKey) KEYS.getPublic());
    assertThat(set.find("k2")).isPresent();
    assertThat(set.find("k3")).isEmpty();
  }

  @Test
  void useAndAlgorithmMayBeMissing() {
    String plain = JWK.replace("\"use\":\"sig\",\"alg\":\"RS256\",", "");

    assertThat(parse(plain).find("k1")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kty\":\"EC\",\"kid\":\"k1\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
        "{\"kty\":\"OKP\",\"kid\":\"k1\",\"crv\":\"Ed25519\",\"x\":\"AA\"}",
        "{\"kty\":\"RSA\",\"kid\":\"k1\",\"use\":\"enc\",\"n\":\"AA\",\"e\":\"AQAB\"}",
        "{\"kty\":\"RSA\",\"kid\":\"k1\",\"alg\":\"PS256\",\"n\":\"AA\",\"e\":\"AQAB\"}",
        "{\"kty\":\"RSA\",\"kid\":\"k1\",\"alg\":\"RSA-OAEP\",\"n\":\"AA\",\"e\":\"AQAB\"}"
      })
  void publicKeysForOtherUsesAreLeftOut(String other) {
    assertThat(parse(other, KeyServer.jwk("k2", KEYS)).find("k1")).isEmpty();
    assertThat(parse(other, KeyServer.jwk("k2", KEYS)).find("k2")).isPresent();
  }

  @Test
  void twoKeysOfOneIdSpoilTheSet() {
    assertThatThrownBy(() -> parse(JWK, JWK)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSecretOrPrivateKeySpoilsTheSet() {
    for (String bad :
        new String[] {
          "{\"kty\":\"oct\",\"kid\":\"k2\",\"k\":\"AAAA\"}",
          "{\"kty\":\"oct\",\"kid\":\"k2\"}",
          JWK.replace("\"k1\"", "\"k2\",\"d\":\"AAAA\"")
        }) {
      assertThatThrownBy(() -> parse(JWK, bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aShortKeySpoilsTheSet() {
    String shortKey = KeyServer.jwk("k2", Forge.rsaKeys(1024));

    assertThatThrownBy(() -> parse(JWK, shortKey)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AA", "AQ", "Ag", "BA", "AQAC"})
  void anExponentThatIsEvenOrOneSpoilsTheSet(String exponent) {
    String weak = JWK.replace("AQAB", exponent);

    assertThatThrownBy(() -> parse(weak)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEvenModulusSpoilsTheSet() {
    BigInteger even = ((RSAPublicKey) KEYS.getPublic()).getModulus().clearBit(0);
    String weak =
        "{\"kty\":\"RSA\",\"kid\":\"k1\",\"e\":\"AQAB\",\"n\":\""
            + Forge.base64(even.toByteArray())
            + "\"}";

    assertThatThrownBy(() -> parse(weak)).isInstanceOf(IllegalArgumentException.class);
  }

  private static JwkSet parse(String... keys) {
    return JwkSet.parse(Forge.utf8("{\"keys\":[" + String.join(",", keys) + "]}"));
  }
}
