package io.saasbricks.core.net;

import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Closes the sockets of exchanges that pass their deadline. Thread-safe.
 *
 * <p>Nearly all exchanges end in time, so none has an alarm of its own, which would wake the timer
 * once for each: one alarm rings at the earliest deadline, looks around, and is set anew.
 */
final class Watchdog {
  private static final Duration LINGER = Duration.ofSeconds(5);

  private enum State {
    RUNNING,
    ENDED,
    EXPIRED
  }

  private final ScheduledThreadPoolExecutor timer;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private @Nullable Future<?> alarm;
  private long ringing;

  Watchdog() {
    this(LINGER);
  }

  /** A watchdog whose thread ends so long after the last alarm. */
  Watchdog(Duration linger) {
    timer = new ScheduledThreadPoolExecutor(1, Watchdog::daemon);
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(linger.toNanos(), TimeUnit.NANOSECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "saasbricks-deadlines");
    thread.setDaemon(true);
    return thread;
  }

  /** Closes the socket after that time, unless the watch ends before. */
  Watch watch(Socket socket, Duration remaining) {
    Watch watch = new Watch(socket, System.nanoTime() + remaining.toNanos(), watches);
    watches.add(watch);
    setAlarm(watch.deadline);
    return watch;
  }

  private synchronized void setAlarm(long deadline) {
    if (alarm != null && deadline - ringing >= 0) {
      return;
    }
    if (alarm != null) {
      alarm.cancel(false);
    }
    ringing = deadline;
    alarm = timer.schedule(this::ring, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void ring() {
    synchronized (this) {
      alarm = null;
    }
    for (Watch watch : watches) {
      if (watch.deadline - System.nanoTime() <= 0) {
        watch.expire();
      } else {
        setAlarm(watch.deadline);
      }
    }
  }

  /** The watch over one exchange. */
  static final class Watch {
    private final Socket socket;
    private final long deadline;
    private final Set<Watch> watches;
    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);

    private Watch(Socket socket, long deadline, Set<Watch> watches) {
      this.socket = socket;
      this.deadline = deadline;
      this.watches = watches;
    }

    private void expire() {
      watches.remove(this);
      if (state.compareAndSet(State.RUNNING, State.EXPIRED)) {
        Sockets.close(socket);
      }
    }

    /** Whether the deadline passed and the socket was closed. */
    boolean expired() {
      return state.get() == State.EXPIRED;
    }

    /** Ends the watch; whether that was before the deadline, so that the socket is still open. */
    boolean end() {
      watches.remove(this);
      return state.compareAndSet(State.RUNNING, State.ENDED);
    }

    /** Ends the watch and closes the socket. */
    void abandon() {
      end();
      Sockets.close(socket);
    }
  }
}
