package io.saasbricks.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every threat names a test, and every test that it names exists. */
class ThreatModelTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test)`");

  @ParameterizedTest
  @MethodSource("threats")
  void aThreatNamesTestsThatExist(String threat) throws IOException {
    List<String> named =
        NAMED.matcher(threat).results().map((MatchResult match) -> match.group(1)).toList();

    assertThat(named).as("tests of: " + threat).isNotEmpty();
    assertThat(tests()).containsAll(named);
  }

  @Test
  void everyModuleHasItsThreats() throws IOException {
    assertThat(model())
        .contains(
            "## saas-core",
            "## saas-auth",
            "## saas-ratelimit",
            "## saas-metering",
            "## saas-llm",
            "## saas-logging",
            "## saas-local");
  }

  static List<String> threats() throws IOException {
    return model().stream()
        .filter(line -> line.startsWith("| "))
        .filter(line -> !line.startsWith("| threat |"))
        .toList();
  }

  private static List<String> model() throws IOException {
    return Files.readAllLines(Project.ROOT.resolve("docs/threat-model.md"));
  }

  private static Set<String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(Project.ROOT)) {
      return files
          .filter(file -> file.toString().contains("src/test/java"))
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Test.java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
