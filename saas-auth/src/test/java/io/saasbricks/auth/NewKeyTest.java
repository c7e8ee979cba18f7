package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewKeyTest {
  /** Letters outside the basic plane were counted twice. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "\uD83D\uDD11"})
  void aNameHasUpToAHundredCharacters(String letter) {
    assertThat(named(letter.repeat(100)).name()).isEqualTo(letter.repeat(100));
    assertThatIllegalArgumentException().isThrownBy(() -> named(letter.repeat(101)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void aNameSaysSomething(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> named(name));
  }

  @Test
  void aKeyHasUpToFiftyScopesAndAddresses() {
    NewKey full = NewKey.of("CI", KeyEnvironment.LIVE, scopes(50)).allowedFrom(addresses(50));
    assertThat(full.scopes()).hasSize(50);
    assertThat(full.allowedAddresses()).hasSize(50);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NewKey.of("CI", KeyEnvironment.LIVE, scopes(51)));
    assertThatIllegalArgumentException().isThrownBy(() -> full.allowedFrom(addresses(51)));
  }

  private static Set<String> scopes(int count) {
    return IntStream.range(0, count).mapToObj(number -> "s" + number).collect(Collectors.toSet());
  }

  private static List<CidrBlock> addresses(int count) {
    return Collections.nCopies(count, CidrBlock.of("203.0.113.0/24"));
  }

  private static NewKey named(String name) {
    return NewKey.of(name, KeyEnvironment.LIVE, Set.of("chat"));
  }
}
