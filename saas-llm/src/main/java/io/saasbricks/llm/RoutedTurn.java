package io.saasbricks.llm;

import io.saasbricks.core.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The search for one answer. Used once, by one thread. */
final class RoutedTurn {
  private static final Logger LOG = LoggerFactory.getLogger(LlmRouter.class);
  private static final int MOST_TRIES = 2;
  private static final Duration QUICK = Duration.ofMillis(200);
  private static final Duration LIMIT_UNTOLD = Duration.ofSeconds(2);

  /** A model that may still be asked. */
  static final class Candidate {
    private final ModelCard card;
    private long readyAt;
    private int tries;

    private Candidate(ModelCard card, long now) {
      this.card = card;
      this.readyAt = now;
    }
  }

  private final LlmRouter router;
  private final Ranking.Ranked ranked;
  private final Call call;
  private final Deadline deadline;
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private ChatRequest request;
  private boolean trimmed;
  private @Nullable ChatException last;

  RoutedTurn(
      LlmRouter router, Ranking.Ranked ranked, Call call, ChatRequest request, Deadline deadline) {
    this.router = router;
    this.ranked = ranked;
    this.call = call;
    this.request = request;
    this.deadline = deadline;
    ranked.models().forEach(card -> candidates.add(new Candidate(card, router.nanoTime())));
  }

  RoutedAnswer run() {
    while (!candidates.isEmpty() && waitFor(next())) {
      for (Outcome outcome : ask(next())) {
        settle(outcome);
        if (outcome.answer().isPresent()) {
          return routed(outcome.candidate().card, outcome.answer().get());
        }
      }
    }
    throw new NoAnswerException(attempts, call.told(), last);
  }

  private RoutedAnswer routed(ModelCard card, ChatAnswer answer) {
    return new RoutedAnswer(answer, card, ranked.intended(), reason(card), attempts);
  }

  /** The first that is ready, or else the one that will be ready first. */
  private Candidate next() {
    long now = router.nanoTime();
    return candidates.stream()
        .min(Comparator.comparingLong(candidate -> Math.max(0, candidate.readyAt - now)))
        .orElseThrow();
  }

  /** Waits until the candidate is ready; whether that is before the deadline. */
  private boolean waitFor(Candidate candidate) {
    Duration wait = Duration.ofNanos(Math.max(0, candidate.readyAt - router.nanoTime()));
    if (deadline.remaining().compareTo(wait) <= 0) {
      return false;
    }
    try {
      if (!wait.isZero()) {
        router.sleeper().sleep(wait);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What became of the call to a candidate, and to another one beside it if it was slow. */
  private List<Outcome> ask(Candidate candidate) {
    Deadline share = share();
    Optional<Hedging> hedging = router.hedging().filter(hedge -> attempts.isEmpty());
    if (hedging.isEmpty() || candidates.size() == 1 || !call.repeatable()) {
      return List.of(attempt(candidate, share));
    }
    Candidate second = candidates.get(candidates.indexOf(candidate) == 0 ? 1 : 0);
    return hedging
        .get()
        .race(
            () -> attempt(candidate, share),
            () -> attempt(second, share),
            () -> List.of(outrun(candidate), outrun(second)));
  }

  private Outcome attempt(Candidate candidate, Deadline share) {
    long start = router.nanoTime();
    try {
      ChatModel model = router.model(candidate.card).orElseThrow();
      ChatAnswer answer = call.ask(model, request, share);
      if (isEmpty(answer)) {
        throw empty(candidate.card, answer);
      }
      return Outcome.answered(candidate, answer, since(start));
    } catch (ChatException e) {
      return Outcome.failed(candidate, e, since(start));
    }
  }

  /** What is assumed of a call whose answer nobody waited for: it will be paid. */
  private Outcome outrun(Candidate candidate) {
    String message = candidate.card.id() + " was slower than another model";
    TokenUsage paid = new TokenUsage(RequestSize.inputTokens(request), 0, 0, 0, 0, true);
    ChatException slow = new ChatException(ChatFailure.BROKEN_OFF, message, null).costing(paid);
    return Outcome.failed(candidate, slow, Duration.ZERO);
  }

  private void settle(Outcome outcome) {
    ModelCard card = outcome.candidate().card;
    outcome.answer().ifPresent(answer -> router.health().answered(card, outcome.latency()));
    record(card, outcome.failure().map(ChatException::failure), outcome.latency(), outcome.usage());
    outcome.failure().ifPresent(failure -> failed(outcome.candidate(), failure));
  }

  private Duration since(long start) {
    return Duration.ofNanos(router.nanoTime() - start);
  }

  private Deadline share() {
    boolean others = candidates.size() > 1;
    return others ? deadline.atMost(deadline.remaining().dividedBy(2)) : deadline;
  }

  private static boolean isEmpty(ChatAnswer answer) {
    return answer.finishReason() == FinishReason.STOP && answer.text().isBlank();
  }

  private static ChatException empty(ModelCard card, ChatAnswer answer) {
    String message = card.id() + " gave an empty answer";
    return new ChatException(ChatFailure.BROKEN_OFF, message, null).costing(answer.usage());
  }

  private void record(
      ModelCard card, Optional<ChatFailure> failure, Duration latency, TokenUsage usage) {
    attempts.add(
        new Attempt(
            card.id(), card.provider().name(), failure, latency, usage, card.prices().cost(usage)));
  }

  private void failed(Candidate candidate, ChatException failure) {
    last = failure;
    router.health().failed(candidate.card, failure);
    if (!failure.failure().passing()) {
      LOG.warn("A language model cannot be used: {}", failure.getMessage());
    }
    candidate.tries++;
    if (failure.failure() == ChatFailure.INVALID || !call.told().isEmpty()) {
      candidates.clear();
    } else if (failure.failure() == ChatFailure.TOO_LONG) {
      tooLongFor(candidate);
    } else if (failure.repeatable() && candidate.tries < MOST_TRIES) {
      candidate.readyAt = router.nanoTime() + pause(failure).toNanos();
    } else {
      candidates.remove(candidate);
    }
  }

  /** Only larger models may still take it; if there is none, this one takes the newer half. */
  private void tooLongFor(Candidate candidate) {
    candidates.removeIf(other -> other.card.contextTokens() <= candidate.card.contextTokens());
    if (candidates.isEmpty() && !trimmed) {
      trimmed = true;
      RequestSize.newerHalf(request)
          .ifPresent(
              shorter -> {
                request = shorter;
                candidates.add(candidate);
              });
    }
  }

  private static Duration pause(ChatException failure) {
    Duration untold = failure.failure() == ChatFailure.RATE_LIMITED ? LIMIT_UNTOLD : QUICK;
    return failure.retryAfter().orElse(untold);
  }

  private String reason(ModelCard card) {
    if (attempts.size() == 1 && card.id().equals(ranked.models().get(0).id())) {
      return ranked.reason();
    }
    Attempt first = attempts.get(0);
    return card.id().equals(first.model())
        ? ranked.reason() + ", again after " + first.failure().orElseThrow()
        : "stands in for " + first.model() + ", which was " + first.failure().orElseThrow();
  }
}
