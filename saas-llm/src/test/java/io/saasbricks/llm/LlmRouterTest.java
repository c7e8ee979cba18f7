package io.saasbricks.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.json.Json;
import io.saasbricks.local.time.ManualTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LlmRouterTest {
  private final ManualTime time = new ManualTime(Instant.parse("2026-11-01T00:00:00Z"));
  private final ScriptedModels models = new ScriptedModels(time);
  private final List<Duration> sleeps = new ArrayList<>();
  private final LlmRouter router =
      LlmRouter.builder(models)
          .catalogue(TestCatalogue::read)
          .time(time)
          .elapsedTime(
              time.nanos(),
              duration -> {
                sleeps.add(duration);
                time.advance(duration);
              })
          .build();
  private final Route pro = Route.ofPlan("pro");

  private Deadline in(int seconds) {
    return Deadline.in(Duration.ofSeconds(seconds), time.nanos());
  }

  private RoutedAnswer ask() {
    return router.answer(Vendors.question(), pro, in(20));
  }

  private static ChatException limited(Duration wait) {
    return new ChatException(ChatFailure.RATE_LIMITED, "limited", null).after(wait);
  }

  @Test
  void theFirstModelAnswersAndTheAnswerSaysWho() {
    RoutedAnswer answer = ask();
    assertThat(answer.answer().text()).isEqualTo("by middle");
    assertThat(answer.model().id()).isEqualTo("middle");
    assertThat(answer.reason()).isEqualTo("default, by plan");
    assertThat(answer.attempts()).hasSize(1);
    assertThat(answer.costUsd()).isEqualByComparingTo("0.00007");
  }

  @ParameterizedTest
  @EnumSource(
      value = ChatFailure.class,
      names = {"INVALID", "TOO_LONG"},
      mode = EnumSource.Mode.EXCLUDE)
  void anotherProviderTakesOverAtOnce(ChatFailure failure) {
    models.fails("middle", failure);
    RoutedAnswer answer = ask();
    assertThat(answer.model().id()).isEqualTo("rival");
    assertThat(answer.reason()).isEqualTo("stands in for middle, which was " + failure);
    assertThat(answer.intended()).isEqualTo("middle");
    assertThat(sleeps).isEmpty();
  }

  @Test
  void aRequestThatIsWrongIsNotTriedElsewhere() {
    models.fails("middle", ChatFailure.INVALID);
    NoAnswerException failure = catchThrowableOfType(NoAnswerException.class, this::ask);
    assertThat(failure.attempts()).hasSize(1);
    assertThat(failure.retryable()).isFalse();
    assertThat(models.askedIds()).containsExactly("middle");
  }

  @Test
  void aConversationTooLongGoesOnlyToLargerModels() {
    models.fails("middle", ChatFailure.TOO_LONG);
    assertThat(ask().model().id()).isEqualTo("premium");
    assertThat(models.askedIds()).containsExactly("middle", "premium");
  }

  @Test
  void anOverloadedModelIsAskedAgainOnceAllOthersFailed() {
    for (String id : List.of("budget", "middle", "rival", "premium")) {
      models.fails(id, ChatFailure.OVERLOADED);
    }
    RoutedAnswer answer = ask();
    assertThat(answer.model().id()).isEqualTo("middle");
    assertThat(answer.attempts()).hasSize(5);
    assertThat(answer.reason()).isEqualTo("default, by plan, again after OVERLOADED");
    assertThat(sleeps).containsExactly(Duration.ofMillis(200));
  }

  @Test
  void aCallThatMayHaveBeenChargedIsNeverRepeatedToTheSameModel() {
    for (String id : List.of("budget", "middle", "rival", "premium")) {
      models.fails(id, ChatFailure.BROKEN_OFF, ChatFailure.BROKEN_OFF);
    }
    assertThatThrownBy(this::ask).isInstanceOf(NoAnswerException.class);
    assertThat(models.askedIds()).doesNotHaveDuplicates().hasSize(4);
  }

  @Test
  void whenAllAreLimitedTheOneReadyFirstIsWaitedFor() {
    models.then("middle", ScriptedModels.throwing(limited(Duration.ofSeconds(9))));
    models.then("rival", ScriptedModels.throwing(limited(Duration.ofSeconds(3))));
    models.then("budget", ScriptedModels.throwing(limited(Duration.ofSeconds(5))));
    models.then("premium", ScriptedModels.throwing(limited(Duration.ofSeconds(60))));
    assertThat(ask().model().id()).isEqualTo("rival");
    assertThat(sleeps).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void nobodyIsWaitedForBeyondTheDeadline() {
    for (String id : List.of("budget", "middle", "rival", "premium")) {
      models.then(id, ScriptedModels.throwing(limited(Duration.ofSeconds(30))));
    }
    assertThatThrownBy(this::ask).isInstanceOf(NoAnswerException.class);
    assertThat(sleeps).isEmpty();
  }

  @Test
  void anInterruptEndsTheWait() {
    for (String id : List.of("budget", "middle", "rival", "premium")) {
      models.fails(id, ChatFailure.OVERLOADED);
    }
    LlmRouter interrupted =
        LlmRouter.builder(models)
            .catalogue(TestCatalogue::read)
            .time(time)
            .elapsedTime(
                time.nanos(),
                duration -> {
                  throw new InterruptedException();
                })
            .build();
    assertThatThrownBy(() -> interrupted.answer(Vendors.question(), pro, in(20)))
        .isInstanceOf(NoAnswerException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aModelGetsHalfOfTheTimeThatIsLeftAndTheLastOneAll() {
    models.without("budget").without("premium");
    models.then("middle", models.taking(Duration.ofSeconds(60)));
    assertThat(ask().model().id()).isEqualTo("rival");
    assertThat(models.asked())
        .extracting(ScriptedModels.Asked::remaining)
        .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10));
  }

  @Test
  void noModelWithinReachIsAFailureThatTriesNothing() {
    models.without("budget").without("middle").without("rival").without("premium");
    assertThatThrownBy(this::ask)
        .isInstanceOf(NoAnswerException.class)
        .hasMessage("no model answered: none could be asked");
  }

  @Test
  void aRefusalIsAnAnswer() {
    models.then(
        "middle",
        (deadline, sink) ->
            new ChatAnswer("", List.of(), FinishReason.REFUSED, ScriptedModels.USAGE, "m"));
    assertThat(ask().answer().finishReason()).isEqualTo(FinishReason.REFUSED);
  }

  @Test
  void anEmptyAnswerIsAFailureThatIsPaidFor() {
    models.then("middle", (deadline, sink) -> ChatAnswer.of(" ", ScriptedModels.USAGE, "m"));
    RoutedAnswer answer = ask();
    assertThat(answer.model().id()).isEqualTo("rival");
    assertThat(answer.usage()).isEqualTo(TokenUsage.of(200, 20));
    assertThat(answer.costUsd())
        .isEqualByComparingTo(new BigDecimal("0.00007").add(new BigDecimal("0.000084")));
  }

  @Test
  void aStreamIsTakenOverBeforeItsFirstText() {
    models.fails("middle", ChatFailure.OVERLOADED);
    List<String> told = new ArrayList<>();
    router.stream(Vendors.question(), pro, in(20), told::add);
    assertThat(told).containsExactly("by rival");
  }

  @Test
  void aStreamThatBrokeOffAfterItsFirstTextIsNotTakenOver() {
    models.then("middle", ScriptedModels.breakingAfter("half"));
    List<String> told = new ArrayList<>();
    NoAnswerException failure =
        catchThrowableOfType(
            NoAnswerException.class,
            () -> router.stream(Vendors.question(), pro, in(20), told::add));
    assertThat(told).containsExactly("half");
    assertThat(failure.partialText()).isEqualTo("half");
    assertThat(failure.costUsd()).isEqualByComparingTo("0.00007");
    assertThat(models.askedIds()).containsExactly("middle");
  }

  @Test
  void whatTheSinkThrowsEndsTheStream() {
    IllegalStateException stop = new IllegalStateException("the visitor has left");
    assertThatThrownBy(
            () ->
                router.stream(
                    Vendors.question(),
                    pro,
                    in(20),
                    piece -> {
                      throw stop;
                    }))
        .isSameAs(stop);
    assertThat(models.askedIds()).containsExactly("middle");
  }

  @Test
  void anAnswerThatIsCancelledIsWhatWasToldOfIt() {
    ChatModel whole = (request, deadline) -> ChatAnswer.of("all", ScriptedModels.USAGE, "m");
    LlmRouter plain =
        LlmRouter.builder(card -> Optional.of(whole)).catalogue(TestCatalogue::read).build();
    RoutedAnswer answer =
        plain.stream(
            Vendors.question(),
            pro,
            Vendors.SOON,
            piece -> {
              throw new CancellationException();
            });
    assertThat(answer.answer().finishReason()).isEqualTo(FinishReason.CANCELLED);
    assertThat(answer.answer().text()).isEqualTo("all");
    assertThat(answer.usage()).isEqualTo(ScriptedModels.USAGE);
  }

  @Test
  void whatIsTooLongForEveryModelIsAskedOnceMoreWithItsNewerHalf() {
    List<ChatMessage> messages = new ArrayList<>();
    for (int turn = 0; turn < 5; turn++) {
      messages.add(ChatMessage.user("question " + turn));
      messages.add(ChatMessage.assistant("answer " + turn));
    }
    messages.add(ChatMessage.user("and now?"));
    for (ModelCard card : TestCatalogue.read().models()) {
      models.fails(card.id(), ChatFailure.TOO_LONG);
    }
    RoutedAnswer answer = router.answer(ChatRequest.of("", messages), pro, in(20));
    ChatRequest last = models.asked().get(models.asked().size() - 1).request();
    assertThat(last.messages()).isEqualTo(messages.subList(6, 11));
    assertThat(answer.model().contextTokens())
        .isEqualTo(
            TestCatalogue.read().models().stream()
                .mapToLong(ModelCard::contextTokens)
                .max()
                .orElseThrow());
  }

  @Test
  void aSingleMessageThatIsTooLongIsNotCut() {
    for (ModelCard card : TestCatalogue.read().models()) {
      models.fails(card.id(), ChatFailure.TOO_LONG, ChatFailure.TOO_LONG);
    }
    assertThatThrownBy(this::ask).isInstanceOf(NoAnswerException.class);
    assertThat(models.askedIds()).doesNotHaveDuplicates();
  }

  @Test
  void aModelThatCannotStreamTellsItsAnswerInOnePiece() {
    ChatModel whole = (request, deadline) -> ChatAnswer.of("all", ScriptedModels.USAGE, "m");
    LlmRouter plain =
        LlmRouter.builder(card -> Optional.of(whole)).catalogue(TestCatalogue::read).build();
    List<String> told = new ArrayList<>();
    plain.stream(Vendors.question(), pro, Vendors.SOON, told::add);
    assertThat(told).containsExactly("all");
  }

  @ParameterizedTest
  @CsvSource({"DENIED, 299", "MODEL_GONE, 3599"})
  void aModelThatCannotBeUsedIsLeftAloneForLong(ChatFailure failure, int seconds) {
    models.fails("middle", failure);
    ask();
    time.advance(Duration.ofSeconds(seconds));
    assertThat(ask().reason()).isEqualTo("stands in for middle, which failed of late");
    time.advance(Duration.ofSeconds(2));
    assertThat(ask().model().id()).isEqualTo("middle");
  }

  @Test
  void aCatalogueReplacedAtRunTimeIsUsedAtTheNextCall() {
    ModelCatalogue[] catalogue = {TestCatalogue.read()};
    LlmRouter dynamic = LlmRouter.builder(models).catalogue(() -> catalogue[0]).time(time).build();
    assertThat(dynamic.answer(Vendors.question(), pro, Vendors.SOON).model().id())
        .isEqualTo("middle");
    catalogue[0] =
        ModelCatalogue.parse(
            Json.object(
                TestCatalogue.JSON.replace("\"default\": \"middle\"", "\"default\": \"rival\"")));
    assertThat(dynamic.answer(Vendors.question(), pro, Vendors.SOON).model().id())
        .isEqualTo("rival");
  }

  @Test
  void theLogFieldsTellCostAndWhoAnsweredAndNoText() {
    models.fails("middle", ChatFailure.OVERLOADED);
    assertThat(ask().logFields())
        .containsEntry("gen_ai.provider.name", "three")
        .containsEntry("gen_ai.usage.input_tokens", 100L)
        .containsEntry("llm.attempts", 2)
        .containsEntry("llm.intended_model", "middle")
        .doesNotContainValue("by rival");
  }
}
