package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first and the last second of a token; the times are seconds after 1000. */
class TokenRulesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_000);
  private static final TokenRules RULES =
      new TokenRules(Set.of("issuer"), Set.of("audience"), Duration.ofHours(1));

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # iat, nbf,  exp,  refusal
          0,     0,    1,    ''
          0,     0,    0,    EXPIRED
          60,    60,   61,   ''
          61,    60,   100,  NOT_YET_VALID
          0,     61,   100,  NOT_YET_VALID
          0,     0,    3600, ''
          0,     0,    3601, CLAIMS
          -1000, 0,    1,    ''
          -1001, 0,    1,    CLAIMS
          """)
  void aTokenIsGoodFromItsFirstSecondToItsLast(long iat, long nbf, long exp, String refusal) {
    JsonObject claims =
        JsonObject.builder()
            .put("iss", "issuer")
            .put("aud", "audience")
            .put("iat", 1_000 + iat)
            .put("nbf", 1_000 + nbf)
            .put("exp", 1_000 + exp)
            .build();

    Optional<Refusal> expected =
        refusal.isEmpty() ? Optional.empty() : Optional.of(Refusal.valueOf(refusal));
    assertThat(RULES.refusal(claims, NOW)).isEqualTo(expected);
  }
}
