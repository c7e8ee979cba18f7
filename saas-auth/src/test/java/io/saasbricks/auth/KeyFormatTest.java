package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Secret;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormatTest {
  private static final KeyFormat FORMAT = new KeyFormat("acme");
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final RandomGenerator random = new SplittableRandom(7);

  @ParameterizedTest
  @EnumSource
  void aNewKeyIsWellFormed(KeyEnvironment environment) {
    String key = FORMAT.generate(environment, random).reveal();

    assertThat(key).matches("acme_" + environment.text() + "_[0-9A-Za-z]{38}");
    assertThat(FORMAT.inspect(key)).isEqualTo(new KeyFormat.Form.Valid(environment));
  }

  @Test
  void theChecksumIsTheCrc32OfWhatStandsBeforeItInBase62() {
    // By Python's zlib.crc32: 373299750.
    assertThat(FORMAT.inspect("acme_live_" + "0".repeat(32) + "0PGKJi"))
        .isInstanceOf(KeyFormat.Form.Valid.class);
  }

  @Test
  void everySingleCharacterCounts() {
    String key = FORMAT.generate(KeyEnvironment.LIVE, random).reveal();
    int prefix = "acme_live_".length();
    for (int i = prefix; i < key.length(); i++) {
      for (int j = 0; j < BASE62.length(); j++) {
        char c = BASE62.charAt(j);
        if (c != key.charAt(i)) {
          String changed = key.substring(0, i) + c + key.substring(i + 1);
          assertThat(FORMAT.inspect(changed)).isEqualTo(KeyFormat.Form.CHECKSUM);
        }
      }
    }
  }

  @Test
  void neighboursThatWereSwappedAreNoticed() {
    for (int round = 0; round < 200; round++) {
      String key = FORMAT.generate(KeyEnvironment.LIVE, random).reveal();
      int at = "acme_live_".length() + round % 37;
      if (key.charAt(at) != key.charAt(at + 1)) {
        String swapped =
            key.substring(0, at) + key.charAt(at + 1) + key.charAt(at) + key.substring(at + 2);
        assertThat(FORMAT.inspect(swapped)).isEqualTo(KeyFormat.Form.CHECKSUM);
      }
    }
  }

  @Test
  void aLiveKeyCannotBeMadeATestKey() {
    String key = FORMAT.generate(KeyEnvironment.LIVE, random).reveal();

    assertThat(FORMAT.inspect(key.replace("_live_", "_test_"))).isEqualTo(KeyFormat.Form.CHECKSUM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "acme",
        "acme_live_",
        "acme_prod_00000000000000000000000000000000000000",
        "ACME_live_00000000000000000000000000000000000000",
        "acme_live_0000000000000000000000000000000000000",
        "acme_live_000000000000000000000000000000000000000",
        " acme_live_00000000000000000000000000000000000000",
        "acmeX_live_00000000000000000000000000000000000000"
      })
  void whatIsNoKeyOfThisProductIsMalformed(String text) {
    assertThat(FORMAT.inspect(text)).isEqualTo(KeyFormat.Form.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "-", "_", " ", "\u0660", "\n", "\ud83d"})
  void foreignCharactersAreNoticed(String foreign) {
    String key = FORMAT.generate(KeyEnvironment.LIVE, random).reveal();
    String changed = key.substring(0, 20) + foreign.charAt(0) + key.substring(21);

    assertThat(FORMAT.inspect(changed)).isEqualTo(KeyFormat.Form.CHECKSUM);
  }

  @Test
  void everyCharacterIsDrawnAboutEquallyOften() {
    int[] counts = new int[128];
    int keys = 20_000;
    for (int i = 0; i < keys; i++) {
      FORMAT
          .generate(KeyEnvironment.LIVE, random)
          .reveal()
          .substring(10, 42)
          .chars()
          .forEach(c -> counts[c]++);
    }
    double expected = keys * 32 / 62.0;
    double chiSquare = 0;
    for (int i = 0; i < BASE62.length(); i++) {
      chiSquare += Math.pow(counts[BASE62.charAt(i)] - expected, 2) / expected;
    }
    // 61 degrees of freedom: above 112 with a probability of one in 10,000.
    assertThat(chiSquare).isLessThan(112);
  }

  @Test
  void theHintShowsFourCharactersOfTheSecretPart() {
    Secret key = FORMAT.generate(KeyEnvironment.LIVE, random);

    assertThat(FORMAT.hint(key, KeyEnvironment.LIVE)).isEqualTo(key.reveal().substring(0, 14));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1a", "Acme", "a_b", "abcdefghijklmnopq", "é1"})
  void aProductIsAShortWord(String product) {
    assertThatThrownBy(() -> new KeyFormat(product)).isInstanceOf(IllegalArgumentException.class);
  }
}
