package io.saasbricks.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The default model is middle, and rival the next. */
@Timeout(30)
class HedgingTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, ChatModel> models = new ConcurrentHashMap<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Route pro = Route.ofPlan("pro");

  @AfterEach
  void end() {
    over.countDown();
    threads.shutdown();
  }

  private LlmRouter router(Duration after) {
    return LlmRouter.builder(card -> Optional.ofNullable(models.get(card.id())))
        .catalogue(TestCatalogue::read)
        .hedging(threads, after)
        .build();
  }

  private static ChatModel saying(String text) {
    return (request, deadline) -> ChatAnswer.of(text, ScriptedModels.USAGE, text);
  }

  /** Answers only when the test is over. */
  private ChatModel silent() {
    return (request, deadline) -> {
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return ChatAnswer.of("late", ScriptedModels.USAGE, "late");
    };
  }

  private static ChatModel failing(ChatFailure failure, CountDownLatch... first) {
    return (request, deadline) -> {
      for (CountDownLatch latch : first) {
        latch.countDown();
      }
      throw new ChatException(failure, failure.name(), null);
    };
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20), System::nanoTime);
  }

  @Test
  void aSlowModelIsOutrunByTheNextAndIsPaidAllTheSame() {
    models.put("middle", silent());
    models.put("rival", saying("quick"));
    RoutedAnswer answer = router(Duration.ofMillis(1)).answer(Vendors.question(), pro, soon());
    assertThat(answer.answer().text()).isEqualTo("quick");
    assertThat(answer.model().id()).isEqualTo("rival");
    assertThat(answer.attempts()).extracting(Attempt::model).containsExactly("middle", "rival");
    Attempt outrun = answer.attempts().get(0);
    assertThat(outrun.failure()).contains(ChatFailure.BROKEN_OFF);
    assertThat(outrun.usage().estimated()).isTrue();
    assertThat(outrun.costUsd()).isPositive();
  }

  @Test
  void aQuickModelIsAskedAlone() {
    models.put("middle", saying("quick"));
    models.put("rival", failing(ChatFailure.INVALID));
    RoutedAnswer answer = router(Duration.ofMinutes(1)).answer(Vendors.question(), pro, soon());
    assertThat(answer.attempts()).extracting(Attempt::model).containsExactly("middle");
    assertThat(answer.reason()).isEqualTo("default, by plan");
  }

  @Test
  void aHedgeThatFailsLeavesTheSlowModelItsTime() {
    CountDownLatch failed = new CountDownLatch(1);
    models.put(
        "middle",
        (request, deadline) -> {
          try {
            failed.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return ChatAnswer.of("slow", ScriptedModels.USAGE, "m");
        });
    models.put("rival", failing(ChatFailure.OVERLOADED, failed));
    RoutedAnswer answer = router(Duration.ofMillis(1)).answer(Vendors.question(), pro, soon());
    assertThat(answer.answer().text()).isEqualTo("slow");
  }

  @Test
  void whenBothFailTheOthersAreAsked() {
    models.put("middle", failing(ChatFailure.DENIED));
    models.put("rival", failing(ChatFailure.OVERLOADED));
    models.put("budget", saying("at last"));
    assertThat(router(Duration.ZERO).answer(Vendors.question(), pro, soon()).answer().text())
        .isEqualTo("at last");
  }

  @Test
  void aStreamIsNotHedged() {
    models.put("middle", saying("whole"));
    models.put("rival", failing(ChatFailure.INVALID));
    List<String> told = new ArrayList<>();
    RoutedAnswer answer = router(Duration.ZERO).stream(Vendors.question(), pro, soon(), told::add);
    assertThat(answer.attempts()).hasSize(1);
    assertThat(told).containsExactly("whole");
  }

  @Test
  void aBugInAModelComesOutAsItIs() {
    models.put(
        "middle",
        (request, deadline) -> {
          throw new IllegalStateException("bug");
        });
    models.put("rival", saying("other"));
    assertThatThrownBy(() -> router(Duration.ofMinutes(1)).answer(Vendors.question(), pro, soon()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("bug");
  }

  @Test
  void aTimeBeforeNowIsRefused() {
    assertThatThrownBy(() -> router(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
