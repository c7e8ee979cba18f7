package io.saasbricks.ratelimit;

import java.time.Duration;

/**
 * Where a charge stands with its policy.
 *
 * @param remaining what could be spent at once
 * @param delay until the charge could fit; zero if it does now. No other request can make it fit
 *     earlier, so refusing until then is exact.
 * @param reset until more becomes available
 */
record Standing(long remaining, Duration delay, Duration reset) {
  boolean fits() {
    return delay.isZero();
  }
}
