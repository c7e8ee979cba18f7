package io.saasbricks.local.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastLinesTest {
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "40, 1", "41, 2", "1000, 961"})
  void theNewestFortyAreKept(int written, int first) throws Exception {
    String text = lines(1, written);
    LastLines lines = LastLines.of(new ByteArrayInputStream(text.getBytes(UTF_8)));
    assertThat(lines.await()).isEqualTo(lines(first, written));
  }

  private static String lines(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(number -> "line " + number)
        .collect(Collectors.joining("\n"));
  }
}
