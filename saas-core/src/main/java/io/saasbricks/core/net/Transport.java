package io.saasbricks.core.net;

import io.saasbricks.core.Deadline;

/**
 * Sends one HTTP request and returns the answer as it comes. Never retries and never sends a
 * request twice: a call that costs money is repeated only by who decided so. Safe for concurrent
 * use.
 */
@FunctionalInterface
public interface Transport {
  /**
   * The answer, whatever its status. Its body is read while it arrives; close it.
   *
   * @throws TransportException if no answer came before the deadline
   */
  OutboundResponse send(OutboundRequest request, Deadline deadline);
}
