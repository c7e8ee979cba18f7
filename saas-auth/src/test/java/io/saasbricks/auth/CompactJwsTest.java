package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import io.saasbricks.core.Secret;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed tokens as such, whatever they claim. */
class CompactJwsTest {
  private static final Secret SECRET = Lab.SECRETS.current();

  /** The example of RFC 7515, appendix A.1. */
  private static final String RFC_7515_A1 =
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
          + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
          + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
          + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String RFC_7515_A1_KEY =
      "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";

  @Test
  void theExampleOfTheStandardIsVerified() throws JOSEException {
    CompactJws jws = CompactJws.parse(RFC_7515_A1).orElseThrow();

    assertThat(jws.isSignedWith(JWSAlgorithm.HS256)).isTrue();
    assertThat(jws.signedBy(new MACVerifier(Base64.getUrlDecoder().decode(RFC_7515_A1_KEY))))
        .isTrue();
    assertThat(jws.header("typ")).contains("JWT");
    assertThat(jws.claims().orElseThrow().string("iss")).isEqualTo("joe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "foo", "\u0000", "é", "{}"})
  void aPayloadMayBeAnything(String payload) throws JOSEException {
    CompactJws jws =
        CompactJws.parse(Forge.hs256("{\"alg\":\"HS256\"}", payload, SECRET)).orElseThrow();

    assertThat(jws.signedBy(new MACVerifier(SECRET.bytes()))).isTrue();
    assertThat(jws.claims().isPresent()).isEqualTo(payload.equals("{}"));
  }

  @Test
  void aVerifierOfAnotherAlgorithmSaysNo() {
    CompactJws jws =
        CompactJws.parse(Forge.hs256("{\"alg\":\"HS256\"}", "{}", SECRET)).orElseThrow();

    assertThat(jws.signedBy(new RSASSAVerifier((RSAPublicKey) Forge.KEYS.getPublic()))).isFalse();
  }

  @Test
  void anRsaSignatureIsVerifiedToItsLastBit() {
    String token = Forge.rs256("{\"alg\":\"RS256\"}", "{}", Forge.KEYS.getPrivate());
    RSASSAVerifier verifier = new RSASSAVerifier((RSAPublicKey) Forge.KEYS.getPublic());
    String[] segments = token.split("\\.", -1);
    byte[] signature = Base64.getUrlDecoder().decode(segments[2]);

    assertThat(CompactJws.parse(token).orElseThrow().signedBy(verifier)).isTrue();
    for (int bit = 0; bit < signature.length * 8; bit += 61) {
      byte[] flipped = signature.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      String forged = segments[0] + "." + segments[1] + "." + Forge.base64(flipped);
      assertThat(CompactJws.parse(forged).orElseThrow().signedBy(verifier)).isFalse();
    }
  }

  @Test
  void aTokenIsAsLongAsAHeaderMayBe() {
    String header = Forge.base64("{\"alg\":\"HS256\"}");
    String signature = Forge.base64(new byte[32]);
    String longest = header + "." + Forge.base64(new byte[6_095]) + "." + signature;
    String longer = header + "." + Forge.base64(new byte[6_096]) + "." + signature;

    assertThat(longest).hasSize(CompactJws.LONGEST);
    assertThat(CompactJws.parse(longest)).isPresent();
    assertThat(CompactJws.parse(longer)).isEmpty();
  }
}
