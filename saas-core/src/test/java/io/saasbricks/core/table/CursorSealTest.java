package io.saasbricks.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Secret;
import io.saasbricks.local.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorSealTest {
  private static final Map<String, String> PLACE = Map.of("PK", "T#tenant01#NOTE", "SK", "n1");

  private final ManualTime time = new ManualTime(Instant.parse("2025-01-01T00:00:00Z"));
  private final CursorSeal seal = CursorSeal.of(() -> Secret.of("secret"), time);

  @Test
  void aCursorOpensToThePlaceItSeals() {
    assertThat(seal.open(seal.seal(PLACE, "query"), "query")).isEqualTo(PLACE);
  }

  @Test
  void aCursorShowsNothingAndIsNeverTheSame() {
    String cursor = seal.seal(PLACE, "query");
    assertThat(
            new String(
                Base64.getUrlDecoder().decode(cursor),
                java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("tenant01");
    assertThat(seal.seal(PLACE, "query")).isNotEqualTo(cursor);
  }

  @Test
  void aCursorFitsItsOwnQueryOnly() {
    assertRefused(seal.seal(PLACE, "query"), "query2");
  }

  @Test
  void aCursorOfAnotherSecretIsRefused() {
    assertRefused(CursorSeal.of(() -> Secret.of("other"), time).seal(PLACE, "query"), "query");
  }

  @Test
  void aCursorWithAnyByteChangedIsRefused() {
    byte[] cursor = Base64.getUrlDecoder().decode(seal.seal(PLACE, "query"));
    for (int i = 0; i < cursor.length; i++) {
      byte[] changed = cursor.clone();
      changed[i] ^= 1;
      assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(changed), "query");
    }
  }

  @Test
  void aCursorCutAnywhereIsRefused() {
    String cursor = seal.seal(PLACE, "query");
    for (int length = 0; length < cursor.length(); length++) {
      assertRefused(cursor.substring(0, length), "query");
    }
  }

  @Test
  void aCursorExpiresAfterADay() {
    String cursor = seal.seal(PLACE, "query");
    time.advance(Duration.ofDays(1));
    assertThat(seal.open(cursor, "query")).isEqualTo(PLACE);
    time.advance(Duration.ofSeconds(1));
    assertRefused(cursor, "query");
  }

  /** While a deployment runs, one page may come from the old version and the next from the new. */
  @Test
  void aCursorOfAnEarlierVersionIsStillOpened() {
    String cursor =
        "aWiRDOkKeeqL4ReVm0VNldJwZcJyYYROsU9kX1zMR5eCbPo-LAtaKmuzDpH3-9rN7MoREe3xDGxo0t0rF6fxjauX";
    assertThat(seal.open(cursor, "query")).isEqualTo(PLACE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "AAAA", "äöü", "=", "....", " "})
  void junkIsRefused(String junk) {
    assertRefused(junk, "query");
    assertRefused(junk.repeat(10_000), "query");
  }

  private void assertRefused(String cursor, String query) {
    assertThatThrownBy(() -> seal.open(cursor, query))
        .isInstanceOf(InvalidCursorException.class)
        .hasMessage("the cursor does not belong to this list");
  }
}
