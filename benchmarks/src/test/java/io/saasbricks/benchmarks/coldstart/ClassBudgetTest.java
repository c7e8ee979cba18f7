package io.saasbricks.benchmarks.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.http.LocalServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Classes are most of a cold start, and unlike milliseconds their number is the same on every
 * machine. Who raises the budget says why in docs/performance.md.
 */
class ClassBudgetTest {
  private static final int BUDGET = 3_200;

  @TempDir Path folder;

  @Test
  void theFirstChatOfAFreshFunctionLoadsNoMoreClassesThanItsBudget() throws Exception {
    Path log = folder.resolve("classes.log");
    Jvm jvm = Jvm.current().with("-Xlog:class+load:file=" + log + "::filecount=0");
    try (LocalServer database = TrainCache.dynamoDb();
        ChatbotStack stack =
            ChatbotStack.start(
                Path.of("..", "examples", "chatbot", "template.yaml"), database.uri())) {
      new FreshProcess(
              jvm.command(System.getProperty("java.class.path"), Route.CHAT.handler()),
              stack.environment())
          .live(Route.CHAT.event(stack, 0), Route.CHAT.proof(), System::nanoTime);
    }

    assertThat(LoadedClasses.count(log)).isBetween(1_000L, (long) BUDGET);
  }
}
