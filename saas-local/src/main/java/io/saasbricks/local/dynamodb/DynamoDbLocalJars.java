package io.saasbricks.local.dynamodb;

import io.saasbricks.local.process.MavenRepository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The files DynamoDB Local consists of, found in a Maven repository by the checked-in list of its
 * dependencies. The list is Maven's own resolution, so that the versions DynamoDB Local was built
 * with are the ones it runs with.
 */
record DynamoDbLocalJars(List<Path> files) {
  private static final String VERSION = "3.1.0";
  private static final String FETCH =
      "mvn dependency:get -Dartifact=software.amazon.dynamodb:DynamoDBLocal:" + VERSION;

  DynamoDbLocalJars {
    files = List.copyOf(files);
  }

  static DynamoDbLocalJars find() {
    return in(MavenRepository.find());
  }

  static DynamoDbLocalJars in(Path repository) {
    List<Path> files = list().map(repository::resolve).toList();
    List<Path> missing = files.stream().filter(file -> !Files.exists(file)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "DynamoDB Local is not complete in %s (%d of %d files missing, first %s); fetch it with: %s"
              .formatted(repository, missing.size(), files.size(), missing.get(0), FETCH));
    }
    return new DynamoDbLocalJars(files);
  }

  /** The server's jars. */
  List<Path> classPath() {
    return files.stream().filter(file -> file.toString().endsWith(".jar")).toList();
  }

  /** The folder of the SQLite library for this operating system. */
  Path nativeLibraries() {
    String suffix = nativeSuffix(System.getProperty("os.name"));
    return files.stream()
        .filter(file -> file.toString().endsWith(suffix))
        .map(Path::getParent)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no native library ends with " + suffix));
  }

  static String nativeSuffix(String operatingSystem) {
    String name = operatingSystem.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return "x64-1.0.392.dll";
    }
    return name.startsWith("mac") ? "osx-1.0.392.dylib" : "linux-amd64-1.0.392.so";
  }

  private static Stream<String> list() {
    String resource = "dynamodb-local-" + VERSION + ".jars";
    try (InputStream in = DynamoDbLocalJars.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
