package io.saasbricks.benchmarks.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads what {@code -Xlog:class+load} writes. */
final class LoadedClasses {
  private LoadedClasses() {}

  /** How many classes the log tells of. */
  static long count(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(" source: ")).count();
    }
  }
}
