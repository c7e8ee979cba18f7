package io.saasbricks.core.net;

import io.saasbricks.core.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends one HTTP request and returns the answer as it comes. Never retries, never follows a
 * redirect and never sends a request twice: a call that costs money is repeated only by who decided
 * so. Safe for concurrent use.
 */
@FunctionalInterface
public interface Transport {
  /**
   * The answer, whatever its status. Its body is read while it arrives; close it.
   *
   * @throws TransportException if no answer came before the deadline
   */
  OutboundResponse send(OutboundRequest request, Deadline deadline);

  /**
   * HTTP/1.1 over the JDK's sockets, with TLS for {@code https} and the certificates that the JVM
   * trusts. Create one per function and share it: a connection whose answer was read to its end is
   * kept for 20 seconds, and looked at before it is used again.
   *
   * <p>The deadline covers the whole exchange, from connecting to the last byte of the body, also
   * against a server that trickles: a timer closes the socket. It is one daemon thread per
   * transport, which ends when nothing is under way; read time-outs cannot do its work because
   * every byte starts them anew. Only the look-up of the host's address cannot be cut short.
   *
   * <p>A head over 64 KB or a body over 64 MB breaks the answer off. There is no support for
   * proxies.
   *
   * @param time ages idle connections; unlike elapsed time it goes on while a function is frozen
   */
  static Transport http(InstantSource time) {
    return repeatable(time, Duration.ZERO);
  }

  /**
   * As {@link #http}, for services whose requests the caller may repeat, such as DynamoDB.
   *
   * @param unseen how long a connection may have rested to be used without a look, which takes a
   *     millisecond; one that the server closed meanwhile costs the attempt
   */
  static Transport repeatable(InstantSource time, Duration unseen) {
    return new HttpTransport(time, () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), unseen);
  }
}
