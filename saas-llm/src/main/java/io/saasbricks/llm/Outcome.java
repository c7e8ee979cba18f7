package io.saasbricks.llm;

import java.time.Duration;
import java.util.Optional;

/** What became of one call: an answer or a failure. */
record Outcome(
    RoutedTurn.Candidate candidate,
    Optional<ChatAnswer> answer,
    Optional<ChatException> failure,
    Duration latency) {

  static Outcome answered(RoutedTurn.Candidate candidate, ChatAnswer answer, Duration latency) {
    return new Outcome(candidate, Optional.of(answer), Optional.empty(), latency);
  }

  static Outcome failed(RoutedTurn.Candidate candidate, ChatException failure, Duration latency) {
    return new Outcome(candidate, Optional.empty(), Optional.of(failure), latency);
  }

  TokenUsage usage() {
    return answer
        .map(ChatAnswer::usage)
        .or(() -> failure.map(ChatException::usage))
        .orElse(TokenUsage.NONE);
  }
}
