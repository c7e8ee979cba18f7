package io.saasbricks.local.emulator;

import io.saasbricks.local.process.MavenRepository;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class path of a function's own JVM: the handlers' class path and AWS's runtime interface
 * client.
 */
final class RuntimeClientJars {
  private static final String FETCH =
      "mvn dependency:get"
          + " -Dartifact=com.amazonaws:aws-lambda-java-runtime-interface-client:2.9.0";
  private static final List<String> CLIENT =
      List.of(
          "com/amazonaws/aws-lambda-java-runtime-interface-client/2.9.0/aws-lambda-java-runtime-interface-client-2.9.0.jar",
          "com/amazonaws/aws-lambda-java-serialization/1.2.0/aws-lambda-java-serialization-1.2.0.jar",
          "software/amazon/awssdk/utils-lite/2.34.0/utils-lite-2.34.0.jar");

  private RuntimeClientJars() {}

  /**
   * The class path for handlers that this loader can see.
   *
   * @throws EmulatorException if a jar of the client is missing; the message says how to fetch it
   */
  static List<Path> classPath(ClassLoader handlers) {
    Path repository = MavenRepository.find();
    Stream<Path> client = CLIENT.stream().map(repository::resolve).map(RuntimeClientJars::present);
    return Stream.concat(visibleTo(handlers).stream(), client).toList();
  }

  private static List<Path> visibleTo(ClassLoader loader) {
    List<Path> files = new ArrayList<>();
    if (loader instanceof URLClassLoader urls) {
      for (URL url : urls.getURLs()) {
        files.add(Path.of(URI.create(url.toString())));
      }
    } else {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        files.add(Path.of(entry).toAbsolutePath());
      }
    }
    return files;
  }

  private static Path present(Path jar) {
    if (!Files.exists(jar)) {
      throw new EmulatorException(jar + " is missing; fetch it with: " + FETCH);
    }
    return jar;
  }
}
