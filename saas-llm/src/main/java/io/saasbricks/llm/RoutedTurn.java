package io.saasbricks.llm;

import io.saasbricks.core.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The search for one answer. Used once, by one thread. */
final class RoutedTurn {
  private static final Logger LOG = LoggerFactory.getLogger(LlmRouter.class);
  private static final int MOST_TRIES = 2;
  private static final Duration QUICK = Duration.ofMillis(200);
  private static final Duration LIMIT_UNTOLD = Duration.ofSeconds(2);

  /** How a model is asked: for the whole answer or piece by piece. */
  interface Call {
    ChatAnswer ask(ChatModel model, ChatRequest request, Deadline deadline);

    /** What was told of the answer so far. */
    String told();

    static Call whole() {
      return new Call() {
        @Override
        public ChatAnswer ask(ChatModel model, ChatRequest request, Deadline deadline) {
          return model.answer(request, deadline);
        }

        @Override
        public String told() {
          return "";
        }
      };
    }

    static Call told(Consumer<String> sink) {
      return new ToldCall(sink);
    }
  }

  private record ToldCall(Consumer<String> sink, StringBuilder text) implements Call {
    private ToldCall(Consumer<String> sink) {
      this(sink, new StringBuilder());
    }

    @Override
    public ChatAnswer ask(ChatModel model, ChatRequest request, Deadline deadline) {
      if (model instanceof StreamingChatModel streaming) {
        return streaming.stream(request, deadline, this::tell);
      }
      return tellWhole(model.answer(request, deadline));
    }

    /** An answer that was whole before anybody could stop it is paid in full. */
    private ChatAnswer tellWhole(ChatAnswer answer) {
      try {
        tell(answer.text());
        return answer;
      } catch (CancellationException e) {
        return new ChatAnswer(
            answer.text(),
            answer.toolCalls(),
            FinishReason.CANCELLED,
            answer.usage(),
            answer.model());
      }
    }

    private void tell(String piece) {
      text.append(piece);
      sink.accept(piece);
    }

    @Override
    public String told() {
      return text.toString();
    }
  }

  private static final class Candidate {
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
      Candidate candidate = next();
      Optional<ChatAnswer> answer = ask(candidate);
      if (answer.isPresent()) {
        return new RoutedAnswer(
            answer.get(), candidate.card, ranked.intended(), reason(candidate.card), attempts);
      }
    }
    throw new NoAnswerException(attempts, call.told(), last);
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

  private Optional<ChatAnswer> ask(Candidate candidate) {
    long start = router.nanoTime();
    try {
      ChatModel model = router.model(candidate.card).orElseThrow();
      ChatAnswer answer = call.ask(model, request, share());
      if (isEmpty(answer)) {
        throw empty(candidate.card, answer);
      }
      router.health().answered(candidate.card, since(start));
      record(candidate.card, Optional.empty(), since(start), answer.usage());
      return Optional.of(answer);
    } catch (ChatException e) {
      record(candidate.card, Optional.of(e.failure()), since(start), e.usage());
      failed(candidate, e);
      return Optional.empty();
    }
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
    if (attempts.size() == 1 && card.equals(ranked.models().get(0))) {
      return ranked.reason();
    }
    Attempt first = attempts.get(0);
    return card.id().equals(first.model())
        ? ranked.reason() + ", again after " + first.failure().orElseThrow()
        : "stands in for " + first.model() + ", which was " + first.failure().orElseThrow();
  }
}
