package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import java.security.interfaces.RSAPublicKey;
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

  private static String key(String id) {
    RSAPublicKey key = (RSAPublicKey) Forge.KEYS.getPublic();
    return """
    {"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"AQAB"}"""
        .formatted(id, Forge.base64(key.getModulus().toByteArray()));
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    JwkSet set;
    try {
      set = JwkSet.parse(CORPUS.bytes(data));
    } catch (IllegalArgumentException refused) {
      return;
    }
    set.find("a").ifPresent(key -> assertThat(key.getModulus().bitLength()).isGreaterThanOrEqualTo(2_048));
  }

  @Test
  void aKeySetIsRefusedOrHoldsNoWeakKey() {
    CORPUS.replay(JwkSetFuzzTest::fuzzerTestOneInput);
  }
}
