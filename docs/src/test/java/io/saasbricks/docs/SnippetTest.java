package io.saasbricks.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Java shown on any page is Java that is compiled, and run where it is an example: by the tests
 * named here or, with the frameworks, by {@code .ci/consumer}.
 */
class SnippetTest {
  private static final List<String> EXAMPLES =
      List.of(
          "docs/src/test/java/io/saasbricks/docs/examples",
          "docs/consumer",
          "saas-auth/src/test/java/io/saasbricks/auth/GuideTest.java",
          "saas-local/src/test/java/io/saasbricks/local/simulation/TestingGuideTest.java");

  private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```");
  private static final Pattern INDENTED = Pattern.compile("(?m)^[ \\t]+```java");

  private static final String COMPILED =
      EXAMPLES.stream()
          .flatMap(place -> Project.java(place).stream())
          .map(SnippetTest::packed)
          .collect(Collectors.joining("\n"));

  @ParameterizedTest
  @MethodSource("snippets")
  void everySnippetStandsInACompiledExample(Snippet snippet) {
    assertThat(COMPILED.contains(packed(snippet.code())))
        .as("the examples contain\n" + snippet.code())
        .isTrue();
  }

  @Test
  void noSnippetHidesInAList() {
    assertThat(Project.pages()).noneMatch(page -> INDENTED.matcher(Project.page(page)).find());
  }

  record Snippet(String place, String code) {
    @Override
    public String toString() {
      return place;
    }
  }

  static Stream<Snippet> snippets() {
    return Project.pages().stream().flatMap(page -> snippetsOf(page).stream());
  }

  private static List<Snippet> snippetsOf(String page) {
    List<Snippet> found = new ArrayList<>();
    Matcher blocks = JAVA.matcher(Project.page(page));
    while (blocks.find()) {
      found.add(new Snippet(page + " snippet " + (found.size() + 1), blocks.group(1)));
    }
    return found;
  }

  /**
   * Without spaces and line breaks: the formatter spreads over several lines what a page does not.
   */
  private static String packed(String code) {
    return code.replaceAll("\\s", "");
  }
}
