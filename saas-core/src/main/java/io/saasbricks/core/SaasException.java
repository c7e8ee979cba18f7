package io.saasbricks.core;

import org.jspecify.annotations.Nullable;

/**
 * Root of the exceptions that Saasbricks throws when something it depends on fails: a database, a
 * vendor, a network. What is expected is a value, and what is a bug is another exception. Messages
 * name no secret.
 */
public abstract class SaasException extends RuntimeException {
  /** A failure with a message that names no secret. */
  protected SaasException(String message) {
    super(message);
  }

  /** A failure and what caused it. */
  protected SaasException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Whether the same call may succeed if made again. Whether making it again is harmless is told by
   * the method that threw.
   */
  public abstract boolean retryable();
}
