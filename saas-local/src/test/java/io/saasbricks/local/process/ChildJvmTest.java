package io.saasbricks.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChildJvmTest {
  /** Says what it was given, and never ends by itself. */
  public static final class Talkative {
    public static void main(String[] arguments) throws InterruptedException {
      System.out.println(System.getProperty("greeting") + " " + String.join(" ", arguments));
      System.out.flush();
      Thread.currentThread().join();
    }
  }

  /** Ends as its argument says. */
  public static final class Mortal {
    public static void main(String[] arguments) {
      switch (arguments[0]) {
        case "returns" -> System.out.println("done");
        case "throws" -> throw new IllegalStateException("broken on purpose");
        default -> Runtime.getRuntime().halt(7);
      }
    }
  }

  private static Process start(Class<?> mainClass, String... arguments) throws IOException {
    return new ChildJvm(
            List.of(MavenRepository.codeSource(ChildJvmTest.class)),
            List.of("-Dgreeting=hello"),
            mainClass.getName(),
            List.of(arguments))
        .process()
        .redirectErrorStream(true)
        .start();
  }

  @Test
  void aChildGetsItsOptionsAndArgumentsAndEndsWithItsStandardInput() throws Exception {
    Process child = start(Talkative.class, "big", "world");
    assertThat(child.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("hello big world");
    assertThat(child.isAlive()).isTrue();
    child.getOutputStream().close();
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isZero();
  }

  /** 7 is what it asked for, 1 the JVM's own for an exception that nobody caught. */
  @ParameterizedTest
  @CsvSource({"returns, 0, done", "throws, 1, broken on purpose", "halts, 7, ''"})
  void aChildThatEndsByItselfEndsWithItsOwnStatus(String how, int status, String said)
      throws Exception {
    Process child = start(Mortal.class, how);
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isEqualTo(status);
    assertThat(new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains(said);
  }

  @Test
  void whatAChildIsStartedWithCannotChange() {
    List<String> options = new ArrayList<>(List.of("-Da=b"));
    var child = new ChildJvm(List.of(Path.of("x.jar"), Path.of("x.jar")), options, "Main", options);
    options.clear();
    List<String> command = child.process().command();
    assertThat(command).contains("-Da=b").endsWith("Main", "-Da=b");
    assertThat(command.get(command.indexOf("-cp") + 1).split(File.pathSeparator, -1))
        .startsWith("x.jar")
        .hasSize(2);
  }

  @Test
  void aChildWithoutItsMainClassFailsAndSaysWhich() throws Exception {
    Process child = start(String.class);
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isNotZero();
    assertThat(child.inputReader(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.contains("NoSuchMethodException: java.lang.String.main"));
  }
}
