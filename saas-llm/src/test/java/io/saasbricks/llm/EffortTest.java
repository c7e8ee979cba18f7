package io.saasbricks.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.local.time.ManualTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffortTest {
  /** More with {@code -Dsaasbricks.llm.turns=10000}. */
  private static final int TURNS = Integer.getInteger("saasbricks.llm.turns", 2_000);

  private static final List<String> SMALL = List.of("Hi!", "Thanks a lot", "Guten Morgen", "Bye.");
  private static final List<String> USUAL =
      List.of("Do you deliver on Mondays?", "I'd like two loaves", "Hi, are you open?");
  private static final List<String> CODE =
      List.of("```\nint a = 1;\n```", "SELECT name FROM users is slow", "Write a Python script");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Hi!                                                     | SMALL_TALK
          thank you so much                                       | SMALL_TALK
          Merci beaucoup, au revoir                               | SMALL_TALK
          ok?                                                     | USUAL
          Hi, what do you sell?                                   | USUAL
          Hello, my order 1234 has not come                       | USUAL
          When are you open?                                      | USUAL
          why not?                                                | USUAL
          Why is rye dearer? Explain and compare with wheat.      | DEMANDING
          Warum, und was ist der Unterschied?                     | DEMANDING
          Fix this: for (int i = 0; i < 3; i++) { run(); }        | CODE
          at com.example.Shop.open(Shop.java:42)                  | CODE
          select id from orders where paid = false                | CODE
          Please write a regex function for me                    | CODE
          My class starts at nine, import duties return next week | USUAL
          こんにちは                                               | USUAL
          """)
  void theLastMessageTells(String message, Effort effort) {
    assertThat(Effort.of(ChatRequest.of(message))).isEqualTo(effort);
  }

  @Test
  void toolsSchemasAndLengthAreDemanding() {
    JsonObject schema = JsonObject.builder().put("type", "object").build();
    ChatRequest hello = ChatRequest.of("Hi!");
    assertThat(Effort.of(hello.answeredAs(new AnswerSchema("answer", schema))))
        .isEqualTo(Effort.DEMANDING);
    assertThat(Effort.of(hello.offering(List.of(Vendors.WEATHER)))).isEqualTo(Effort.DEMANDING);
    assertThat(Effort.of(ChatRequest.of("bread and butter ".repeat(100))))
        .isEqualTo(Effort.DEMANDING);
  }

  @Test
  void aMessageIsJudgedInLinearTime() {
    String selects = "select ".repeat(50_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(Effort.of(ChatRequest.of(selects))).isEqualTo(Effort.DEMANDING));
  }

  @Test
  void whatWasSaidBeforeDoesNotCount() {
    ChatRequest request =
        ChatRequest.of(
            "",
            List.of(
                ChatMessage.user("```code```"),
                ChatMessage.assistant("why, explain, compare"),
                ChatMessage.user("Thanks!")));
    assertThat(Effort.of(request)).isEqualTo(Effort.SMALL_TALK);
  }

  /** Thousands of seeded conversations: who answers follows from the plan and what was said. */
  @Test
  void smallTalkIsCheapCodeLiftsAndThePlanHasTheLastWord() {
    ManualTime time = new ManualTime(Instant.parse("2026-11-01T00:00:00Z"));
    ScriptedModels models = new ScriptedModels(time);
    LlmRouter router =
        LlmRouter.builder(models)
            .catalogue(TestCatalogue::read)
            .time(time)
            .elapsedTime(time.nanos(), time::advance)
            .build();
    Random random = new Random(11);
    BigDecimal weighed = BigDecimal.ZERO;
    BigDecimal always = BigDecimal.ZERO;
    String plan = "pro";
    Optional<Affinity> affinity = Optional.empty();
    boolean code = false;
    boolean begun = false;
    for (int turn = 0; turn < TURNS; turn++) {
      if (random.nextInt(6) == 0) {
        plan = List.of("free", "pro", "business").get(random.nextInt(3));
        affinity = Optional.empty();
        code = false;
        begun = false;
      }
      List<String> kind = random.nextInt(20) == 0 ? CODE : random.nextBoolean() ? SMALL : USUAL;
      ChatRequest request = ChatRequest.of(kind.get(random.nextInt(kind.size())));
      code |= kind == CODE;
      begun |= kind == USUAL;
      Route route =
          Route.ofPlan(plan)
              .preferring(Optional.of("premium"))
              .goingOnWith(affinity)
              .taking(Effort.of(request));
      RoutedAnswer answer =
          router.answer(request, route, Deadline.in(Duration.ofSeconds(20), time.nanos()));
      String onPro = code ? "rival" : begun ? "middle" : "budget";
      assertThat(answer.model().id())
          .as("turn %d, %s: %s", turn, plan, request)
          .isEqualTo(plan.equals("pro") ? onPro : plan.equals("free") ? "budget" : "premium");
      affinity = Optional.of(answer.affinity());
      if (plan.equals("pro")) {
        weighed = weighed.add(answer.costUsd());
        always = always.add(TestCatalogue.card("rival").prices().cost(answer.usage()));
      }
    }
    System.out.printf("by effort $%s, always the strong model $%s%n", weighed, always);
    assertThat(weighed).isLessThan(always);
  }
}
