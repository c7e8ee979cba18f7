package io.saasbricks.core.table;

import io.saasbricks.core.SaasException;

/**
 * DynamoDB did not confirm a call in time: throttled, unreachable, in conflict or failing. A read
 * had no effect; a write may or may not have happened.
 */
public final class StoreUnavailableException extends SaasException {
  /** A failure that is the store's own answer. */
  public StoreUnavailableException(String message) {
    super(message);
  }

  /** A failure with the exception that tells it. */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
