package io.saasbricks.llm;

import io.saasbricks.core.SaasException;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * No model answered: every one failed, the deadline came, or the request itself is wrong.
 *
 * <p>Its cause is the last {@link ChatException}, if any call was made. {@link #retryable()} is
 * that of the cause, and true if none could be asked.
 */
public final class NoAnswerException extends SaasException {
  private final List<Attempt> attempts;
  private final boolean retryable;
  private final String partialText;

  NoAnswerException(List<Attempt> attempts, String partialText, @Nullable ChatException last) {
    super("no model answered: " + summary(attempts, last), last);
    this.attempts = List.copyOf(attempts);
    this.retryable = last == null || last.retryable();
    this.partialText = partialText;
  }

  private static String summary(List<Attempt> attempts, @Nullable ChatException last) {
    if (attempts.isEmpty()) {
      return "none could be asked";
    }
    String failures =
        attempts.stream()
            .map(attempt -> attempt.model() + " " + attempt.failure().orElseThrow())
            .collect(Collectors.joining(", "));
    return last == null ? failures : failures + "; " + last.getMessage();
  }

  /** Every call made; what they cost was spent. */
  public List<Attempt> attempts() {
    return attempts;
  }

  /** The dollars of all attempts. */
  public BigDecimal costUsd() {
    return attempts.stream().map(Attempt::costUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The text told before a streamed answer broke off; empty if none was. */
  public String partialText() {
    return partialText;
  }

  @Override
  public boolean retryable() {
    return retryable;
  }
}
