package io.saasbricks.metering.stripe;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * A transport that spaces its requests, so that an export stays below the rate that Stripe allows:
 * 25 calls a second in a sandbox, 1,000 meter events a second in live mode. Safe for concurrent
 * use: all callers share the rate.
 */
public final class PacedTransport implements Transport {
  private final Transport transport;
  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private final StripeClient.Pause pause;
  private long next;

  private PacedTransport(
      Transport transport, long intervalNanos, LongSupplier nanoTime, StripeClient.Pause pause) {
    this.transport = transport;
    this.intervalNanos = intervalNanos;
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.next = nanoTime.getAsLong();
  }

  /**
   * That transport at a pace.
   *
   * @param perSecond the most requests in a second, 1 to 1,000
   */
  public static PacedTransport of(
      Transport transport, int perSecond, LongSupplier nanoTime, StripeClient.Pause pause) {
    Objects.requireNonNull(transport, "transport");
    if (perSecond < 1 || perSecond > 1_000) {
      throw new IllegalArgumentException("a pace must be 1 to 1000 a second: " + perSecond);
    }
    long interval = Duration.ofSeconds(1).toNanos() / perSecond;
    return new PacedTransport(transport, interval, nanoTime, pause);
  }

  @Override
  public OutboundResponse send(OutboundRequest request, Deadline deadline) {
    long wait = waitForTurn();
    if (wait > 0) {
      pause.last(Duration.ofNanos(wait));
    }
    return transport.send(request, deadline);
  }

  private synchronized long waitForTurn() {
    long now = nanoTime.getAsLong();
    long wait = Math.max(0, next - now);
    next = now + wait + intervalNanos;
    return wait;
  }
}
