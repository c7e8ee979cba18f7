package io.saasbricks.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a new JVM does for its first line, which is what a cold start pays. */
class FreshProcessTest {
  /**
   * Beyond opening the jar of slf4j-api; measured 187, of which ServiceLoader and SLF4J take 170.
   */
  private static final int CLASSES_LIMIT = 220;

  private static final List<String> TOO_DEAR =
      List.of(
          "java.util.logging.",
          "java.util.regex.",
          "java.util.Formatter",
          "java.time.format.",
          "java.lang.String$$StringConcat/",
          "java.lang.invoke.StringConcatFactory$",
          "java.lang.invoke.LambdaMetafactory",
          "java.lang.invoke.InnerClassLambdaMetafactory",
          "java.lang.reflect.Proxy");

  @TempDir Path folder;

  @Test
  void slf4jFindsTheProviderOnTheClassPath() {
    assertThat(LoggerFactory.getILoggerFactory()).isInstanceOf(JsonLoggers.class);
  }

  @Test
  void theFirstLineComesWithoutTheHeavyPartsOfTheJdk() throws Exception {
    Instant before = Instant.now();
    JsonNode line = LogCapture.parse(run(FirstLine.class));

    assertThat(line.get("message").textValue()).isEqualTo("chat answered in 12 ms");
    assertThat(line.get("tenantId").textValue()).isEqualTo("acme");
    assertThat(line.get("error").get("name").textValue()).endsWith("IllegalStateException");
    assertThat(line.has("thread")).isFalse();
    assertThat(Duration.between(before, Instant.parse(line.get("timestamp").textValue())))
        .isBetween(Duration.ofMillis(-1), Duration.ofMinutes(1));
    assertLightStart();
  }

  @Test
  void theFirstMetricsComeWithoutTheHeavyPartsOfTheJdk() throws Exception {
    EmfRules.check(LogCapture.parse(run(FirstMetrics.class)));

    assertLightStart();
  }

  private void assertLightStart() throws Exception {
    Set<String> loaded = loadedClasses();
    run(FirstClassOfSlf4j.class);
    loaded.removeAll(loadedClasses());

    assertThat(loaded).noneMatch(name -> TOO_DEAR.stream().anyMatch(name::startsWith));
    assertThat(loaded).hasSizeLessThan(CLASSES_LIMIT);
  }

  private Set<String> loadedClasses() throws IOException {
    Set<String> names = new HashSet<>();
    for (String line : Files.readAllLines(folder.resolve("classes.log"))) {
      names.add(line.replaceAll(".*\\] (\\S+) source:.*", "$1"));
    }
    return names;
  }

  private String run(Class<?> program) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load:file=" + folder.resolve("classes.log") + "::filecount=0",
            "-cp",
            classPath(),
            program.getName());
    builder.environment().keySet().removeIf(name -> name.contains("LOG_LEVEL"));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output;
    try (InputStream out = process.getInputStream()) {
      output = new String(out.readAllBytes(), UTF_8);
    }
    assertThat(process.waitFor()).isZero();
    return output;
  }

  /** Without the test libraries: other providers must have no say. */
  private static String classPath() {
    return String.join(
        File.pathSeparator,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.contains("slf4j-api") || new File(entry).isDirectory())
            .toList());
  }
}
