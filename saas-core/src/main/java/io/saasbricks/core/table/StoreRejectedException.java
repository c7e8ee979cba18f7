package io.saasbricks.core.table;

import io.saasbricks.core.SaasException;

/**
 * DynamoDB refused a call for good: no such table, no permission, or a request it calls invalid.
 */
public final class StoreRejectedException extends SaasException {
  /** A refusal with the exception that tells it. */
  public StoreRejectedException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean retryable() {
    return false;
  }
}
