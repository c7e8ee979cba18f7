package io.saasbricks.ratelimit;

import io.saasbricks.core.SaasException;

/**
 * Other requests changed the subject's item each time before this one could be decided. Nothing was
 * charged.
 */
public final class ContendedException extends SaasException {
  ContendedException(String limits) {
    super("limits " + limits + " are contended");
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
