package io.saasbricks.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Java shown in the documentation is Java that is compiled here, and run where it is an example.
 */
class SnippetTest {
  private static final Path ROOT = Path.of(System.getProperty("saasbricks.root"));

  /** The guides of auth, logging and testing are held to their tests by those modules. */
  private static final List<String> PAGES =
      List.of(
          "README.md",
          "docs/adoption.md",
          "docs/configuration.md",
          "docs/metering.md",
          "docs/ratelimit.md",
          "docs/tenancy.md");

  private static final Path EXAMPLES =
      ROOT.resolve("docs/src/test/java/io/saasbricks/docs/examples");
  private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```");

  @ParameterizedTest
  @MethodSource("snippets")
  void everySnippetStandsInACompiledExample(Snippet snippet) {
    // On one line, or spread over several as the formatter likes it in a method.
    assertThat(packed(examples())).as("examples").contains(packed(snippet.code()));
  }

  record Snippet(String place, String code) {
    @Override
    public String toString() {
      return place;
    }
  }

  static List<Snippet> snippets() throws IOException {
    List<Snippet> found = new ArrayList<>();
    for (String page : PAGES) {
      List<Snippet> ofPage = snippetsOf(page);
      assertThat(ofPage).as(page).isNotEmpty();
      found.addAll(ofPage);
    }
    return found;
  }

  private static List<Snippet> snippetsOf(String page) throws IOException {
    List<Snippet> found = new ArrayList<>();
    Matcher blocks = JAVA.matcher(Files.readString(ROOT.resolve(page)));
    while (blocks.find()) {
      found.add(new Snippet(page + " snippet " + (found.size() + 1), flat(blocks.group(1))));
    }
    return found;
  }

  private static String examples() {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(SnippetTest::read)
          .map(SnippetTest::flat)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String packed(String code) {
    return code.replaceAll("\\s", "");
  }

  /** Line by line without indentation, which differs between a page and a method body. */
  private static String flat(String code) {
    return code.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
