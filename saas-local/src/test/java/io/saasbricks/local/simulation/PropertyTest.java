package io.saasbricks.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyTest {

  @AfterEach
  void noReplay() {
    System.clearProperty(Search.REPLAY);
  }

  @Test
  void aTruePropertyHoldsForAllRuns() {
    List<Integer> seen = new ArrayList<>();
    Property.check(50, Gen.integers(-5, 5), seen::add);
    assertThat(seen).hasSize(50).allMatch(value -> value >= -5 && value <= 5);
    assertThat(new HashSet<>(seen)).hasSizeGreaterThan(5);
  }

  @Test
  void aFalsePropertyIsShownByItsSimplestValue() {
    assertThatThrownBy(
            () ->
                Property.check(
                    100,
                    Gen.integers(0, 1000).lists(20),
                    list -> assertThat(list).allMatch(value -> value < 37)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("does not hold for [37]")
        .hasMessageContaining("replay the simplest case with -Dsaasbricks.replay=");
  }

  @Test
  void theReplayLineRepeatsTheSimplestCase() {
    Gen<String> texts = Gen.texts("ab#", 8);
    Search.Failure failure =
        Search.firstFailure(100, choices -> assertThat(texts.draw(choices)).doesNotContain("#"))
            .orElseThrow();
    System.setProperty(Search.REPLAY, Search.encode(failure.decisions()));
    assertThatThrownBy(() -> Property.check(1, texts, text -> assertThat(text).isNotEqualTo("#")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("does not hold for #");
  }

  @Test
  void aReplayThatIsRightAgainPasses() {
    System.setProperty(Search.REPLAY, "0.3");
    Property.check(1, Gen.integers(0, 9), value -> assertThat(value).isEqualTo(3));
  }

  /** A line that was copied in part would otherwise replay something else, and pass. */
  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "3", "3.", ".1", "3.1,", "3.1 17.2", "3.x", "-1.2"})
  void aReplayLineThatIsNoneIsRefused(String line) {
    System.setProperty(Search.REPLAY, line);
    assertThatThrownBy(() -> Property.check(1, Gen.integers(0, 9), value -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("saasbricks.replay is like 3.1,17.2, not " + line);
  }

  @Test
  void generatorsCombine() {
    Gen<List<String>> pairs =
        Gen.integers(1, 3)
            .flatMap(size -> Gen.of(List.of("x", "y")).map(text -> text.repeat(size)))
            .lists(4);
    Set<String> seen = new HashSet<>();
    Property.check(100, pairs, seen::addAll);
    assertThat(seen).containsExactlyInAnyOrder("x", "xx", "xxx", "y", "yy", "yyy");
    Set<Integer> ofEither = new HashSet<>();
    Property.check(50, Gen.oneOf(List.of(Gen.integers(0, 1), Gen.integers(8, 9))), ofEither::add);
    assertThat(ofEither).containsExactlyInAnyOrder(0, 1, 8, 9);
  }

  @Test
  void whatCannotBeGeneratedIsRefused() {
    assertThatThrownBy(() -> Gen.integers(1, 0)).hasMessage("no number is from 1 to 0");
    assertThatThrownBy(() -> Gen.integers(-1, Integer.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Gen.of(List.of())).hasMessage("no value to choose");
    assertThatThrownBy(() -> Gen.oneOf(List.of())).hasMessage("no value to choose");
    assertThatThrownBy(() -> Gen.texts("", 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Gen.texts("a", -1)).hasMessage("a list is not shorter than empty: -1");
    Choices choices = Choices.seeded(1);
    assertThatThrownBy(() -> choices.below(0)).hasMessage("bound must be positive: 0");
    assertThatThrownBy(() -> choices.chance(101)).hasMessage("percent must be from 0 to 100: 101");
  }

  @Test
  void aPropertyThatIsNeverTriedIsRefused() {
    assertThatThrownBy(() -> Property.check(0, Gen.integers(0, 1), value -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nothing is proved by 0 runs");
  }

  @Test
  void zerosGiveTheSimplestValues() {
    Choices zeros = Choices.replaying(List.of());
    assertThat(Gen.integers(-3, 9).draw(zeros)).isEqualTo(-3);
    assertThat(Gen.texts("abc", 9).draw(zeros)).isEmpty();
    assertThat(Gen.of(List.of("first", "second")).draw(zeros)).isEqualTo("first");
    assertThat(zeros.chance(99)).isFalse();
    assertThat(zeros.made()).containsOnly(0);
  }

  @Test
  void chancesAreAboutRight() {
    Choices choices = Choices.seeded(1);
    long hits = IntStream.range(0, 10_000).filter(i -> choices.chance(20)).count();
    assertThat(hits).isBetween(1_800L, 2_200L);
    assertThat(Choices.seeded(1).chance(100)).isTrue();
    assertThatThrownBy(() -> choices.below(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      0,0,0    | -
      0,7,0,2  | 1.7,3.2
      1        | 0.1
      """)
  void decisionsAreWrittenShortAndReadBack(String decisions, String encoded) {
    List<Integer> list = new ArrayList<>();
    for (String decision : decisions.split(",", -1)) {
      list.add(Integer.parseInt(decision));
    }
    assertThat(Search.encode(list)).isEqualTo(encoded);
    List<Integer> decoded = Search.decode(encoded);
    assertThat(Search.encode(decoded)).isEqualTo(encoded);
  }
}
