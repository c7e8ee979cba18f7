package io.saasbricks.local.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CorpusTest {
  private static final Corpus CORPUS = Corpus.of("abc", "xyz");

  private static String edited(int... data) {
    byte[] bytes = new byte[data.length];
    for (int i = 0; i < data.length; i++) {
      bytes[i] = (byte) data[i];
    }
    return CORPUS.text(bytes);
  }

  @Test
  void theFirstByteChoosesAmongTheGoodInputs() {
    assertThat(edited()).isEqualTo("abc");
    assertThat(edited(0)).isEqualTo("abc");
    assertThat(edited(1)).isEqualTo("xyz");
    assertThat(edited(3)).isEqualTo("abc");
  }

  @Test
  void pastTheGoodInputsTheBytesAreTheInput() {
    assertThat(edited(2)).isEmpty();
    assertThat(edited(2, 'h', 'i')).isEqualTo("hi");
    assertThat(Corpus.of(new byte[] {1}).bytes(new byte[] {1, -1})).containsExactly(-1);
  }

  @Test
  void theOtherBytesEdit() {
    int two = 1 << 2;
    assertThat(edited(0, two, 0, 1, '-', '+')).as("replaced").isEqualTo("a-+");
    assertThat(edited(0, two | 1, 0, 1, '-', '+')).as("inserted").isEqualTo("a-+bc");
    assertThat(edited(0, two | 2, 0, 1, 0)).as("deleted").isEqualTo("a");
    assertThat(edited(0, two | 3, 0, 1, 3)).as("repeated").isEqualTo("abcbcbcbc");
    assertThat(edited(0, 1, 0, 0, '1', 1, 0, 4, '2')).as("twice").isEqualTo("1abc2");
    assertThat(edited(0, 1, 0, 4, '1')).as("past the end is the start").isEqualTo("1abc");
    assertThat(edited(0, 1, 0, 0)).as("half an edit is none").isEqualTo("abc");
    assertThat(edited(0, 61, 0, 3, '1', '2')).as("as much as there is").isEqualTo("abc12");
  }

  @Test
  void anInputDoesNotGrowForever() {
    byte[] data = new byte[4_000];
    for (int i = 1; i + 3 < data.length; i += 4) {
      data[i] = (byte) 0xff; // Repeat the first 16 bytes,
      data[i + 3] = (byte) 0xff; // 255 times.
    }
    assertThat(CORPUS.bytes(data)).hasSizeBetween(1 << 16, 1 << 17);
  }

  @Test
  void aReplayGivesEachGoodInputAndTheSameEditsEveryTime() throws Exception {
    List<String> first = new ArrayList<>();
    CORPUS.replay(data -> first.add(CORPUS.text(data)));
    List<String> second = new ArrayList<>();
    CORPUS.replay(data -> second.add(CORPUS.text(data)));
    assertThat(first).startsWith("abc", "xyz", "").isEqualTo(second);
    Set<String> different = new HashSet<>(first);
    assertThat(different).hasSizeGreaterThan(first.size() / 2);
  }

  @Test
  void aBrokenPromiseIsToldWithTheBytesThatBreakIt() {
    assertThatThrownBy(
            () ->
                CORPUS.replay(
                    data -> {
                      if (new String(CORPUS.bytes(data), US_ASCII).equals("xyz")) {
                        throw new IOException("no xyz");
                      }
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("broken by AQ==: xyz")
        .hasRootCauseMessage("no xyz");
  }
}
