package io.saasbricks.core.dynamodb;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many attempts may be repeated: a repetition takes five of 500 tokens, a call that succeeds
 * brings one back, or what its repetition took. While a service is down nearly all calls are made
 * only once, so that it is not held down by those who wait for it. The figures are those of the
 * standard mode of AWS's SDKs. Safe for concurrent use.
 */
final class RetryBudget {
  private static final int MOST = 500;
  private static final int RETRY = 5;

  private final AtomicInteger tokens = new AtomicInteger(MOST);

  /** Whether one more repetition may be made; takes its tokens. */
  boolean take() {
    return tokens.getAndUpdate(left -> left >= RETRY ? left - RETRY : left) >= RETRY;
  }

  /** A call succeeded after so many repetitions. */
  void succeeded(int repetitions) {
    int returned = Math.max(1, repetitions * RETRY);
    tokens.updateAndGet(left -> Math.min(MOST, left + returned));
  }
}
