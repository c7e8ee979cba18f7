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

/** Java shown in the documentation is Java that is compiled and run here. */
class SnippetTest {
  private static final Path ROOT = Path.of(System.getProperty("saasbricks.root"));
  private static final Path EXAMPLES =
      ROOT.resolve("docs/src/test/java/io/saasbricks/docs/examples");
  private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```");

  @ParameterizedTest
  @MethodSource("snippets")
  void everySnippetStandsInACompiledExample(Snippet snippet) {
    assertThat(examples()).as("examples").contains(snippet.code());
  }

  record Snippet(String place, String code) {
    @Override
    public String toString() {
      return place;
    }
  }

  static List<Snippet> snippets() throws IOException {
    List<Snippet> found = new ArrayList<>();
    Path readme = ROOT.resolve("README.md");
    Matcher blocks = JAVA.matcher(Files.readString(readme));
    while (blocks.find()) {
      found.add(new Snippet("README.md snippet " + (found.size() + 1), flat(blocks.group(1))));
    }
    assertThat(found).isNotEmpty();
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

  /** Line by line without indentation, which differs between a page and a method body. */
  private static String flat(String code) {
    return code.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
