package io.saasbricks.local.vendors;

import static io.saasbricks.local.vendors.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class GoogleStandInTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** One for all tests: making an RSA key takes longer than everything else here. */
  private static final GoogleStandIn GOOGLE = GoogleStandIn.create("client-1", () -> NOW);

  @Test
  void tokenIsSignedByTheKeyOfTheKeySet() throws Exception {
    try (var caller = new Caller(GOOGLE)) {
      HttpResponse<String> keySet = caller.send("GET", "/oauth2/v3/certs", "");
      assertThat(keySet.headers().firstValue("cache-control"))
          .hasValueSatisfying(value -> assertThat(value).contains("max-age=21600"));
      JsonNode key = json(keySet).path("keys").path(0);
      String token = GOOGLE.credential("ada@example.com", "Ada Lovelace");
      String[] parts = token.split("\\.", -1);
      JsonNode header = Caller.JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
      assertThat(header.path("alg").asText()).isEqualTo("RS256");
      assertThat(header.path("kid")).isEqualTo(key.path("kid"));
      assertThat(key.path("kid").asText()).matches("[0-9a-f]{40}");
      assertThat(number(key, "n").bitLength()).isEqualTo(2_048);
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e"))));
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }
  }

  @Test
  void claimsAreThoseOfASignIn() throws Exception {
    JsonNode claims = claims(GOOGLE.credential("Ada@Example.com", "Ada Lovelace"));
    assertThat(claims.path("iss").asText()).isEqualTo("https://accounts.google.com");
    assertThat(claims.path("aud").asText()).isEqualTo("client-1");
    assertThat(claims.path("azp").asText()).isEqualTo("client-1");
    assertThat(claims.path("email_verified").isBoolean()).isTrue();
    assertThat(claims.path("hd").asText()).isEqualTo("example.com");
    assertThat(claims.path("given_name").asText()).isEqualTo("Ada");
    assertThat(claims.path("family_name").asText()).isEqualTo("Lovelace");
    assertThat(claims.path("iat").asLong()).isEqualTo(NOW.getEpochSecond());
    assertThat(claims.path("exp").asLong()).isEqualTo(NOW.getEpochSecond() + 3_600);
    assertThat(claims.path("sub").asText()).matches("\\d{21}");
  }

  @Test
  void everyTokenHasAnIdOfItsOwnAndANameInOneWordHasNoFamily() throws Exception {
    JsonNode first = claims(GOOGLE.credential("ada@example.com", "Ada"));
    JsonNode second = claims(GOOGLE.credential("ada@example.com", "Ada"));
    assertThat(second.path("jti")).isNotEqualTo(first.path("jti"));
    assertThat(first.path("given_name").asText()).isEqualTo("Ada");
    assertThat(first.path("family_name").asText()).isEmpty();
  }

  @Test
  void userIsTheSameAtEverySignInAndOthersAreNot() throws Exception {
    String ada = claims(GOOGLE.credential("ada@gmail.com", "Ada")).path("sub").asText();
    assertThat(claims(GOOGLE.credential("ADA@gmail.com", "Ada")).path("sub").asText())
        .isEqualTo(ada);
    assertThat(claims(GOOGLE.credential("bob@gmail.com", "Bob")).path("sub").asText())
        .isNotEqualTo(ada);
    assertThat(claims(GOOGLE.credential("ada@gmail.com", "Ada")).has("hd")).isFalse();
  }

  private static JsonNode claims(String token) throws Exception {
    return Caller.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }

  private static BigInteger number(JsonNode key, String member) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(member).asText()));
  }
}
