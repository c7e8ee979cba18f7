package io.saasbricks.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of this project, as its documentation is held to them. */
final class Project {
  static final Path ROOT = Path.of(System.getProperty("saasbricks.root"));

  private static final Set<String> MADE = Set.of("target", "node_modules", ".git", ".idea");
  private static final Pattern SOURCE = Pattern.compile(".*\\.(java|yaml|xml|sh)");

  private Project() {}

  /** README, guides and what else is written for readers, by path from the root. */
  static List<String> pages() {
    return Stream.of("", "docs", "benchmarks", "examples/todo")
        .flatMap(folder -> children(ROOT.resolve(folder)).stream())
        .map(file -> ROOT.relativize(file).toString())
        .filter(name -> name.endsWith(".md"))
        .sorted()
        .toList();
  }

  /** The text of a page. */
  static String page(String name) {
    return read(ROOT.resolve(name));
  }

  /** The texts of all Java, templates and build files. */
  static List<String> sources() {
    return texts(ROOT, name -> SOURCE.matcher(name).matches());
  }

  /** The texts of the Java files in a folder, or of the file itself. */
  static List<String> java(String place) {
    return texts(ROOT.resolve(place), name -> name.endsWith(".java"));
  }

  private static List<String> texts(Path place, Predicate<String> wanted) {
    List<String> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          place,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return MADE.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (wanted.test(file.getFileName().toString())) {
                found.add(read(file));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
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
}
