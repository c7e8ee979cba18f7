package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: a key set is refused by a typed exception or holds no weak key, whatever the server
 * sent.
 */
public final class JwkSetFuzzTest {
  private static final Corpus CORPUS =
      Corpus.of(
          "{\"keys\":[" + key("a") + "," + key("b") + "]}",
          "{\"keys\":[{\"kty\":\"EC\",\"kid\":\"a\"}]}",
          "{}");

  /** As good as a real one: nobody can tell a product of primes. */
  private static String key(String id) {
    byte[] modulus = new byte[256];
    Arrays.fill(modulus, (byte) -1);
    return """
    {"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"AQAB"}"""
        .formatted(id, Base64.getUrlEncoder().encodeToString(modulus));
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    JwkSet set;
    try {
      set = JwkSet.parse(CORPUS.bytes(data));
    } catch (IllegalArgumentException refused) {
      return;
    }
    set.find("a")
        .ifPresent(key -> assertThat(key.getModulus().bitLength()).isGreaterThanOrEqualTo(2_048));
  }

  @Test
  void theGoodSetIsGood() {
    assertThat(JwkSet.parse(CORPUS.bytes(new byte[0])).find("b")).isPresent();
  }

  @Test
  void aKeySetIsRefusedOrHoldsNoWeakKey() {
    CORPUS.replay(JwkSetFuzzTest::fuzzerTestOneInput);
  }
}
