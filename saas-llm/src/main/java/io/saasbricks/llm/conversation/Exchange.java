package io.saasbricks.llm.conversation;

import io.saasbricks.llm.RoutedAnswer;
import io.saasbricks.llm.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * A visitor's message and its answer.
 *
 * @param messageId given by the client so that a message sent again is recognised: {@code
 *     [A-Za-z0-9_-]{1,64}}
 * @param provider the name of the provider that answered
 * @param model the id of the model that answered
 * @param intended the id of the model that was wanted first
 * @param usage the tokens of all attempts
 * @param costUsd the dollars of all attempts
 * @param latency the time of all attempts
 * @param attempts how many calls it took
 */
public record Exchange(
    String messageId,
    Instant at,
    String user,
    String assistant,
    String provider,
    String model,
    String intended,
    TokenUsage usage,
    BigDecimal costUsd,
    Duration latency,
    int attempts) {
  public Exchange {
    requireMessageId(messageId);
  }

  static void requireMessageId(String id) {
    if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException("message id must match [A-Za-z0-9_-]{1,64}");
    }
  }

  /** The exchange of a message that a router had answered. */
  public static Exchange of(String messageId, Instant at, String user, RoutedAnswer routed) {
    return new Exchange(
        messageId,
        at,
        user,
        routed.answer().text(),
        routed.model().provider().name(),
        routed.model().id(),
        routed.intended(),
        routed.usage(),
        routed.costUsd(),
        routed.latency(),
        routed.attempts().size());
  }
}
