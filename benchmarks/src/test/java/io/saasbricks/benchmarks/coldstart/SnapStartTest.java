package io.saasbricks.benchmarks.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapStartTest {
  @TempDir Path folder;

  @Test
  void aPrimedFunctionHasLoadedItsFirstAnswersClassesBeforeTheSnapshotAndAskedNobody()
      throws Exception {
    try (SnapStart chat =
        SnapStart.of(
            Path.of("..", "examples", "chatbot", "template.yaml"), folder.resolve("log"))) {
      RestoredFunction.Life unprimed = chat.unprimed();
      RestoredFunction.Life primed = chat.primed();

      assertThat(primed.requestsBefore()).isZero();
      assertThat(primed.classesAfter()).isLessThan(unprimed.classesAfter() - 500);
      assertThat(primed.classesAfter()).isLessThan(100);
    }
  }
}
