package io.saasbricks.core.net;

import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Closes the sockets of exchanges that pass their deadline. Thread-safe. */
final class Watchdog {
  private static final Duration LINGER = Duration.ofSeconds(5);

  private enum State {
    RUNNING,
    ENDED,
    EXPIRED
  }

  private final ScheduledThreadPoolExecutor timer;

  Watchdog() {
    timer = new ScheduledThreadPoolExecutor(1, Watchdog::daemon);
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(LINGER.toSeconds(), TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "saasbricks-deadlines");
    thread.setDaemon(true);
    return thread;
  }

  /** Closes the socket after that time, unless the watch ends before. */
  Watch watch(Socket socket, Duration remaining) {
    AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    Runnable expire =
        () -> {
          if (state.compareAndSet(State.RUNNING, State.EXPIRED)) {
            Sockets.close(socket);
          }
        };
    Future<?> alarm = timer.schedule(expire, remaining.toNanos(), TimeUnit.NANOSECONDS);
    return new Watch(socket, state, alarm);
  }

  /** The watch over one exchange. */
  static final class Watch {
    private final Socket socket;
    private final AtomicReference<State> state;
    private final Future<?> alarm;

    private Watch(Socket socket, AtomicReference<State> state, Future<?> alarm) {
      this.socket = socket;
      this.state = state;
      this.alarm = alarm;
    }

    /** Whether the deadline passed and the socket was closed. */
    boolean expired() {
      return state.get() == State.EXPIRED;
    }

    /** Ends the watch; whether that was before the deadline, so that the socket is still open. */
    boolean end() {
      alarm.cancel(false);
      return state.compareAndSet(State.RUNNING, State.ENDED);
    }

    /** Ends the watch and closes the socket. */
    void abandon() {
      end();
      Sockets.close(socket);
    }
  }
}
