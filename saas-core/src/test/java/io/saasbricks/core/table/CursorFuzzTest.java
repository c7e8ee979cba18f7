package io.saasbricks.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Secret;
import io.saasbricks.local.simulation.Corpus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: a cursor is refused by its typed exception or opens to the place that was sealed,
 * and a place of any text survives sealing but fits no other query.
 */
public final class CursorFuzzTest {
  private static final CursorSeal SEAL =
      CursorSeal.of(
          () -> Secret.of("0123456789abcdef"),
          InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));
  private static final Map<String, String> PLACE = Map.of("PK", "T#tenant01#NOTE", "SK", "n1");
  private static final int LONGEST_KEY = 1024;

  private static final Corpus CORPUS = Corpus.of(SEAL.seal(PLACE, "query"), "", "AAAA", "n1#n%25");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    String text = CORPUS.text(data);
    try {
      assertThat(SEAL.open(text, "query")).isEqualTo(PLACE);
    } catch (InvalidCursorException refused) {
      assertThat(refused).hasNoCause();
    }

    Map<String, String> place =
        Map.of("SK", text.substring(0, Math.min(LONGEST_KEY, text.length())));
    String cursor = SEAL.seal(place, "query");
    assertThat(SEAL.open(cursor, "query")).isEqualTo(place);
    assertThatThrownBy(() -> SEAL.open(cursor, "query" + text + "."))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void aCursorIsRefusedOrOpensToThePlaceItSeals() {
    CORPUS.replay(CursorFuzzTest::fuzzerTestOneInput);
  }
}
