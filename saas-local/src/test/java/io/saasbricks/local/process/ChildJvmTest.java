package io.saasbricks.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChildJvmTest {
  /** Says what it was given, and never ends by itself. */
  public static final class Talkative {
    public static void main(String[] arguments) throws InterruptedException {
      System.out.println(System.getProperty("greeting") + " " + String.join(" ", arguments));
      System.out.flush();
      Thread.currentThread().join();
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

  @Test
  void aChildWithoutItsMainClassFailsAndSaysWhich() throws Exception {
    Process child = start(String.class);
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isNotZero();
    assertThat(child.inputReader(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.contains("NoSuchMethodException: java.lang.String.main"));
  }
}
