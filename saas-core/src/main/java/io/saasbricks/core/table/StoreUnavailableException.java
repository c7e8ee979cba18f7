package io.saasbricks.core.table;

import io.saasbricks.core.SaasException;

/**
 * DynamoDB did not confirm a call in time: throttled, unreachable, in conflict or failing. A read
 * had no effect; a write may or may not have happened.
 */
public final class StoreUnavailableException extends SaasException {
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
