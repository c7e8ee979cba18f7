package io.saasbricks.benchmarks.coldstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A JDK that runs functions as Lambda does: serial collector, first compiler only.
 *
 * @param flags what is added to Lambda's
 */
record Jvm(int release, Path home, List<String> flags) {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  Jvm {
    flags = List.copyOf(flags);
  }

  /** The JDK of this process. */
  static Jvm current() {
    return new Jvm(
        Runtime.version().feature(), Path.of(System.getProperty("java.home")), List.of());
  }

  /**
   * A JDK of that release: this process's, the one named by system property {@code jdk25}, or one
   * in a folder beside this process's.
   */
  static Optional<Jvm> of(int release) {
    if (Runtime.version().feature() == release) {
      return Optional.of(current());
    }
    String named = System.getProperty("jdk" + release, "");
    if (!named.isEmpty()) {
      return Optional.of(new Jvm(release, Path.of(named), List.of()));
    }
    try (Stream<Path> beside = Files.list(current().home().toAbsolutePath().resolveSibling("."))) {
      return beside
          .filter(home -> isOf(home, release))
          .findFirst()
          .map(home -> new Jvm(release, home.normalize(), List.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOf(Path home, int release) {
    try {
      return Files.isExecutable(home.resolve("bin/java"))
          && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + release + ".");
    } catch (IOException notOne) {
      return false;
    }
  }

  Jvm with(String... more) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(List.of(more));
    return new Jvm(release, home, all);
  }

  /** Starts AWS's runtime interface client with that handler. */
  List<String> command(String classPath, String handler) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    if (release > 17) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, CLIENT, handler));
    return command;
  }
}
