package io.saasbricks.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarksTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");

  @Test
  void thePageListsWhatCanBeRun() throws IOException {
    assertThat(ROW.matcher(Files.readString(Path.of("README.md"))).results().map(r -> r.group(1)))
        .containsExactlyElementsOf(Benchmarks.names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cold start"})
  void whoNamesNoneIsToldWhichThereAre(String name) throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] arguments = name.isEmpty() ? new String[0] : new String[] {name};
    assertThat(Benchmarks.run(arguments, new PrintStream(err, true, UTF_8))).isFalse();
    assertThat(err.toString(UTF_8)).contains("cold-start, snapstart, ");
  }
}
