package io.saasbricks.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.json.Json;
import io.saasbricks.local.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Thousands of turns over three vendors of which one works, another one each time. More of them
 * with {@code -Dsaasbricks.llm.turns=10000}.
 */
class RouterSimulationTest {
  private static final int TURNS = Integer.getInteger("saasbricks.llm.turns", 2_000);
  private static final Duration LIMIT = Duration.ofSeconds(25);
  private static final List<String> HOSTS = List.of("one.example", "two.example", "three.example");
  private static final ModelCatalogue CATALOGUE =
      ModelCatalogue.parse(
          Json.object(
              TestCatalogue.JSON.replace("\"format\": \"gemini\"", "\"format\": \"openai\"")));

  private final ManualTime time = new ManualTime(Instant.parse("2026-11-01T00:00:00Z"));
  private final FaultyVendors vendors = new FaultyVendors(42, time);
  private final LlmRouter router =
      LlmRouter.builder(models())
          .catalogue(() -> CATALOGUE)
          .time(time)
          .elapsedTime(time.nanos(), time::advance)
          .build();
  private int brokenOff;

  private ChatModels models() {
    ProviderAccess access = ProviderAccess.key(() -> Secret.of("key"));
    return ChatModels.vendors(vendors, Map.of("one", access, "two", access, "three", access));
  }

  @Test
  void everyTurnIsAnsweredInTimeAndNothingIsPaidTwice() {
    Random random = new Random(7);
    for (int turn = 0; turn < TURNS; turn++) {
      vendors.newTurn(HOSTS.get(random.nextInt(HOSTS.size())));
      String plan = List.of("free", "pro", "business").get(random.nextInt(3));
      run(Route.ofPlan(plan), random.nextBoolean());
      assertThat(vendors.mostChargedByOne()).isLessThanOrEqualTo(2);
      time.advance(Duration.ofSeconds(random.nextInt(20)));
    }
    assertThat(brokenOff).isLessThan(TURNS / 20);
    System.out.printf(
        "%d turns, %d calls, %d faults, %d streams broken off after their first text%n",
        TURNS, vendors.calls(), vendors.faults(), brokenOff);
    assertThat(vendors.faults()).isGreaterThan(TURNS / 2);
  }

  private void run(Route route, boolean streaming) {
    Deadline deadline = Deadline.in(LIMIT, time.nanos());
    StringBuilder told = new StringBuilder();
    try {
      RoutedAnswer answer =
          streaming
              ? router.stream(Vendors.question(), route, deadline, told::append)
              : router.answer(Vendors.question(), route, deadline);
      assertThat(deadline.passed()).isFalse();
      assertThat(answer.answer().text()).startsWith("The answer of ");
      assertThat(streaming ? told.toString() : answer.answer().text())
          .isEqualTo(answer.answer().text());
      assertThat(answer.answer().usage()).isEqualTo(vendors.usage());
      assertNoPaidCallRepeated(answer.attempts());
    } catch (NoAnswerException e) {
      assertThat(e.partialText()).as(e.getMessage()).isNotEmpty().isEqualTo(told.toString());
      assertNoPaidCallRepeated(e.attempts());
      brokenOff++;
    }
  }

  /** A model is asked again only after a failure that cost nothing. */
  private static void assertNoPaidCallRepeated(List<Attempt> attempts) {
    for (int i = 0; i < attempts.size(); i++) {
      Attempt attempt = attempts.get(i);
      boolean paid =
          attempt.failure().isEmpty()
              || attempt.failure().equals(Optional.of(ChatFailure.BROKEN_OFF));
      if (paid) {
        assertThat(attempts.subList(i + 1, attempts.size()))
            .noneMatch(later -> later.model().equals(attempt.model()));
      }
    }
  }
}
