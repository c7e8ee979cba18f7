package io.saasbricks.llm;

import io.saasbricks.core.SaasException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model gave no answer, or not a whole one. Immutable.
 *
 * <p>Its message names the model, the status and the vendor's error code, and holds neither a key
 * nor text of the conversation. {@link #retryable()} tells whether any model may answer the same
 * request later; {@link #repeatable()} is stricter, for whoever would pay twice.
 */
public final class ChatException extends SaasException {
  private final ChatFailure failure;
  private final Optional<Duration> retryAfter;
  private final boolean repeatable;
  private final TokenUsage usage;

  private ChatException(
      ChatFailure failure,
      String message,
      Optional<Duration> retryAfter,
      boolean repeatable,
      TokenUsage usage,
      @Nullable Throwable cause) {
    super(message, cause);
    this.failure = failure;
    this.retryAfter = retryAfter;
    this.repeatable = repeatable;
    this.usage = usage;
  }

  /**
   * A failure of this kind that cost nothing, for implementations of {@link ChatModel}.
   *
   * @param message must hold no secret: it is logged
   */
  public ChatException(ChatFailure failure, String message, @Nullable Throwable cause) {
    this(failure, message, Optional.empty(), repeatable(failure), TokenUsage.NONE, cause);
  }

  private static boolean repeatable(ChatFailure failure) {
    return failure.passing() && failure != ChatFailure.BROKEN_OFF;
  }

  /** This failure, with the time the vendor wants to be left alone for. */
  public ChatException after(Duration wait) {
    return new ChatException(failure, message(), Optional.of(wait), repeatable, usage, getCause());
  }

  /** This failure, after which the same model must not be asked again. */
  public ChatException unrepeatable() {
    return new ChatException(failure, message(), retryAfter, false, usage, getCause());
  }

  /** This failure, of a call that is charged nevertheless. */
  public ChatException costing(TokenUsage tokens) {
    return new ChatException(failure, message(), retryAfter, repeatable, tokens, getCause());
  }

  private String message() {
    return String.valueOf(getMessage());
  }

  /** The kind of failure, by which the {@link LlmRouter} decides what to do. */
  public ChatFailure failure() {
    return failure;
  }

  /** How long the vendor wants to be left alone, if it told; may be far beyond any deadline. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** Whether the same model may be asked the same again without paying twice. */
  public boolean repeatable() {
    return repeatable;
  }

  /** The tokens the failed call is known or estimated to be charged; none if nothing was sent. */
  public TokenUsage usage() {
    return usage;
  }

  @Override
  public boolean retryable() {
    return failure.passing();
  }
}
