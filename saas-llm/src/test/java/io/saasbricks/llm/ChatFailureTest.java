package io.saasbricks.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a failed call lets others do. */
class ChatFailureTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          RATE_LIMITED, true,  true
          OVERLOADED,   true,  true
          UNREACHABLE,  true,  true
          BROKEN_OFF,   true,  false
          DENIED,       false, false
          MODEL_GONE,   false, false
          TOO_LONG,     false, false
          INVALID,      false, false
          """)
  void onlyWhatPassesAndWasNotChargedMayBeAskedOfTheSameModelAgain(
      ChatFailure kind, boolean retryable, boolean repeatable) {
    ChatException failure = new ChatException(kind, "m1 did not", null);
    assertThat(failure.retryable()).isEqualTo(retryable);
    assertThat(failure.repeatable()).isEqualTo(repeatable);
    assertThat(failure.usage()).isEqualTo(TokenUsage.NONE);
    assertThat(failure.retryAfter()).isEmpty();
  }

  @Test
  void whatIsAddedToAFailureLeavesTheRestOfIt() {
    IllegalStateException cause = new IllegalStateException("socket");
    ChatException failure =
        new ChatException(ChatFailure.OVERLOADED, "m1 did not", cause)
            .after(Duration.ofSeconds(3))
            .costing(TokenUsage.of(10, 2))
            .unrepeatable();
    assertThat(failure).hasMessage("m1 did not").hasCause(cause);
    assertThat(failure.failure()).isEqualTo(ChatFailure.OVERLOADED);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
    assertThat(failure.usage()).isEqualTo(TokenUsage.of(10, 2));
    assertThat(failure.retryable()).isTrue();
    assertThat(failure.repeatable()).isFalse();
    assertThat(failure.after(Duration.ofSeconds(5)).repeatable()).isFalse();
    assertThat(failure.costing(TokenUsage.NONE).repeatable()).isFalse();
  }
}
