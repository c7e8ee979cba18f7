package io.saasbricks.benchmarks.coldstart;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jars of the chatbot's functions as they are deployed, and those of the runtime interface
 * client, in one folder: an ahead-of-time cache takes jars only.
 */
final class FunctionJars {
  private static final Pattern CLIENT =
      Pattern.compile("aws-lambda-java-(runtime-interface-client|serialization)-.*\\.jar");

  private FunctionJars() {}

  /**
   * Copies the jars.
   *
   * @throws IllegalStateException if the layer has not been packaged
   */
  static Path collect(Path chatbot, Path folder) throws IOException {
    Path layer = chatbot.resolve("target/layer/java/lib");
    if (!Files.isDirectory(layer)) {
      throw new IllegalStateException(layer + " is missing: mvn -Paws package -DskipTests");
    }
    Files.createDirectories(folder);
    for (Path stale : jars(folder)) {
      Files.delete(stale);
    }
    List<Path> all = new ArrayList<>(jars(layer));
    all.addAll(jars(chatbot.resolve("target")));
    // The bare call's.
    all.addAll(jars(Path.of("benchmarks", "target")));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (CLIENT.matcher(Path.of(entry).getFileName().toString()).matches()) {
        all.add(Path.of(entry));
      }
    }
    for (Path jar : all) {
      Files.copy(
          jar, folder.resolve(jar.getFileName().toString()), StandardCopyOption.COPY_ATTRIBUTES);
    }
    return folder;
  }

  /** The jars of a folder in the order that {@code train.sh} gives them. */
  static String classPath(Path folder) throws IOException {
    return jars(folder).stream().map(Path::toString).collect(Collectors.joining(":"));
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
