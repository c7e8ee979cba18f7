package io.saasbricks.core.net;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** Open connections that wait for the next request, the most recent first. Thread-safe. */
final class IdleConnections {
  private static final int MOST = 16;
  // Below the shortest common keep-alive time of servers and load balancers.
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private record Idle(HttpConnection connection, Instant since) {}

  private final InstantSource time;
  private final Deque<Idle> idle = new ArrayDeque<>();

  IdleConnections(InstantSource time) {
    this.time = time;
  }

  /** A connection to the origin that is still open, now the caller's own. */
  Optional<HttpConnection> take(Origin origin) {
    for (Optional<HttpConnection> next = next(origin); next.isPresent(); next = next(origin)) {
      if (next.get().alive()) {
        return next;
      }
      next.get().close();
    }
    return Optional.empty();
  }

  private synchronized Optional<HttpConnection> next(Origin origin) {
    dropOlderThan(time.instant().minus(LONGEST));
    for (Iterator<Idle> all = idle.iterator(); all.hasNext(); ) {
      Idle candidate = all.next();
      if (candidate.connection().origin().equals(origin)) {
        all.remove();
        return Optional.of(candidate.connection());
      }
    }
    return Optional.empty();
  }

  synchronized void keep(HttpConnection connection) {
    idle.addFirst(new Idle(connection, time.instant()));
    if (idle.size() > MOST) {
      idle.removeLast().connection().close();
    }
  }

  private void dropOlderThan(Instant oldest) {
    while (!idle.isEmpty() && idle.getLast().since().isBefore(oldest)) {
      idle.removeLast().connection().close();
    }
  }
}
