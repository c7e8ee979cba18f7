package io.saasbricks.local.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java program in a process of its own, of the same Java as this JVM, tuned to start soon. It
 * ends when its standard input does: however this JVM ends, its children end with it.
 *
 * @param classPath the program's jars and folders; this module is added to them
 * @param options of the JVM, such as system properties
 * @param mainClass the class to run
 * @param arguments what it is given
 */
public record ChildJvm(
    List<Path> classPath, List<String> options, String mainClass, List<String> arguments) {
  /** Copies the lists. */
  public ChildJvm {
    classPath = List.copyOf(classPath);
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  /**
   * The process, not started yet. Leave its standard input a pipe: any other ends by itself or
   * never.
   */
  public ProcessBuilder process() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.add("-cp");
    command.add(joinedClassPath());
    command.add(ChildMain.class.getName());
    command.add(mainClass);
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  private String joinedClassPath() {
    Path launcher = MavenRepository.codeSource(ChildMain.class);
    return Stream.concat(classPath.stream(), Stream.of(launcher))
        .distinct()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
