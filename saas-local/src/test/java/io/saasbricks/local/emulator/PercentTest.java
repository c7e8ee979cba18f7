package io.saasbricks.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain        | plain
          a%20b        | a b
          %C3%BC       | ü
          %c3%bC       | ü
          %F0%9F%98%80 | 😀
          a+b          | a+b
          %            | %
          %2           | %2
          %zz          | %zz
          100%%41      | 100%A
          """)
  void octetsAreDecodedAndOtherPercentSignsKept(String encoded, String decoded) {
    assertThat(Percent.decode(encoded)).isEqualTo(decoded);
  }

  @Test
  void plusIsASpaceInAQueryOnly() {
    assertThat(Percent.decodeQuery("a+b%2Bc")).isEqualTo("a b+c");
  }
}
