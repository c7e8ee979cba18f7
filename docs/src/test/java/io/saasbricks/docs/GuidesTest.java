package io.saasbricks.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page points to is there: files, headings, classes and their members. */
class GuidesTest {
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern TYPE = Pattern.compile("[A-Z]\\w*[a-z]\\w*");
  private static final Pattern MEMBER =
      Pattern.compile("(?<![\\w.$/:-])(" + TYPE + ")[.#]([a-z]\\w*)");
  private static final Pattern DECLARED =
      Pattern.compile("\\b(?:class|interface|record|enum) ([A-Z]\\w*)");
  private static final Pattern WORD = Pattern.compile("[A-Za-z]\\w*");

  /** Metrics of AWS that a guide tells of and no code reads. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "EMFParsingErrors",
          "EMFValidationErrors",
          "ConsumedReadCapacityUnits",
          "ConsumedWriteCapacityUnits");

  /** All words of the code, whoever made them up. */
  private static final Set<String> WORDS = new HashSet<>();

  /** The words of the files that declare a type. */
  private static final Map<String, Set<String>> DECLARATIONS = new HashMap<>();

  static {
    for (String source : Project.sources()) {
      Set<String> words = new HashSet<>();
      WORD.matcher(source).results().forEach(word -> words.add(word.group()));
      WORDS.addAll(words);
      DECLARED
          .matcher(source)
          .results()
          .forEach(
              type ->
                  DECLARATIONS.computeIfAbsent(type.group(1), t -> new HashSet<>()).addAll(words));
    }
  }

  static Stream<String> pages() {
    return Project.pages().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyRelativeLinkResolves(String page) {
    assertThat(LINK.matcher(Project.page(page)).results().map(link -> link.group(1)))
        .filteredOn(target -> !target.contains("://"))
        .allMatch(target -> resolves(page, target));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyMemberBelongsToItsClass(String page) {
    assertThat(names(page).flatMap(code -> MEMBER.matcher(code).results()))
        .allMatch(
            name ->
                DECLARATIONS
                    .getOrDefault(name.group(1), Set.of(name.group(2)))
                    .contains(name.group(2)),
            "names a member that its class has");
  }

  /** A class that was renamed has left the code, where another library's is at least imported. */
  @ParameterizedTest
  @MethodSource("pages")
  void everyClassStandsInTheCode(String page) {
    Stream<String> alone = names(page).filter(code -> TYPE.matcher(code).matches());
    Stream<String> owners =
        names(page).flatMap(code -> MEMBER.matcher(code).results()).map(name -> name.group(1));
    assertThat(Stream.concat(alone, owners).filter(name -> !ELSEWHERE.contains(name)))
        .allMatch(WORDS::contains, "stands in the code");
  }

  private static boolean resolves(String page, String target) {
    List<String> parts = List.of(target.split("#", 2));
    Path file =
        parts.get(0).isEmpty()
            ? Path.of(page)
            : Path.of(page).resolveSibling(parts.get(0)).normalize();
    return Files.exists(Project.ROOT.resolve(file))
        && (parts.size() == 1 || anchors(file.toString()).anyMatch(parts.get(1)::equals));
  }

  private static Stream<String> anchors(String page) {
    return HEADING
        .matcher(Project.page(page))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'));
  }

  private static Stream<String> names(String page) {
    String prose = BLOCK.matcher(Project.page(page)).replaceAll("");
    return CODE.matcher(prose).results().map(code -> code.group(1));
  }
}
