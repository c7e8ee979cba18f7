package io.saasbricks.core.config;

import io.saasbricks.core.SaasException;
import org.jspecify.annotations.Nullable;

/** Secrets cannot be had now, and none are known from before. */
public final class ParametersUnavailableException extends SaasException {
  /** A failure and, if another service told it, the exception that did. */
  public ParametersUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
