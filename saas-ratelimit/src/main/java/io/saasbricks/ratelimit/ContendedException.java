package io.saasbricks.ratelimit;

import io.saasbricks.core.SaasException;

/**
 * Other requests changed the subject's item each of ten times before this one could be decided.
 * Nothing was charged, and each time another request has made progress. Retryable; a hot subject's
 * permits are better {@link RateLimiterBuilder#leasing leased}.
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
