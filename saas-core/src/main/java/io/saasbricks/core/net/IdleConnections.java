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
  private static final int MOST = 64;
  // Below the shortest common keep-alive time of servers and load balancers.
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private record Idle(HttpConnection connection, Instant since) {}

  private final InstantSource time;
  private final Duration unseen;
  private final Deque<Idle> idle = new ArrayDeque<>();

  /**
   * No connections yet.
   *
   * @param unseen how long one may have rested to be taken without a look
   */
  IdleConnections(InstantSource time, Duration unseen) {
    this.time = time;
    this.unseen = unseen;
  }

  /** A connection to the origin that is still open, now the caller's own. */
  Optional<HttpConnection> take(Origin origin) {
    Instant rested = time.instant().minus(unseen);
    for (Optional<Idle> next = next(origin); next.isPresent(); next = next(origin)) {
      HttpConnection connection = next.get().connection();
      if (next.get().since().isAfter(rested) || connection.alive()) {
        return Optional.of(connection);
      }
      connection.close();
    }
    return Optional.empty();
  }

  private synchronized Optional<Idle> next(Origin origin) {
    dropOlderThan(time.instant().minus(LONGEST));
    for (Iterator<Idle> all = idle.iterator(); all.hasNext(); ) {
      Idle candidate = all.next();
      if (candidate.connection().origin().equals(origin)) {
        all.remove();
        return Optional.of(candidate);
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
