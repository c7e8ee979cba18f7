package io.saasbricks.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever waits on a socket is woken at its deadline, whatever other exchanges are under way. */
@Timeout(value = 3, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchdogTest {
  private static final Duration SOON = Duration.ofMillis(30);
  private static final Duration LATER = Duration.ofMillis(90);
  private static final Duration LONG = Duration.ofHours(1);

  private final Watchdog watchdog = new Watchdog(Duration.ofMillis(1));
  private ServerSocket silent;

  @BeforeEach
  void open() throws IOException {
    silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    silent.close();
  }

  private Socket connected() throws IOException {
    return new Socket(silent.getInetAddress(), silent.getLocalPort());
  }

  private static void assertClosedWhileWaiting(Socket socket) {
    assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
  }

  @Test
  void anEarlierDeadlineIsKeptAfterALaterOneWasSet() throws Exception {
    Watchdog.Watch longer = watchdog.watch(connected(), LONG);
    Socket socket = connected();
    Watchdog.Watch watch = watchdog.watch(socket, SOON);
    assertClosedWhileWaiting(socket);
    assertThat(watch.expired()).isTrue();
    assertThat(watch.end()).isFalse();
    assertThat(longer.end()).isTrue();
  }

  @Test
  void aLaterDeadlineIsKeptAfterAnEarlierOnePassed() throws Exception {
    Socket first = connected();
    Socket second = connected();
    watchdog.watch(first, SOON);
    watchdog.watch(second, LATER);
    assertClosedWhileWaiting(first);
    assertClosedWhileWaiting(second);
  }

  @Test
  void anExchangeThatEndedInTimeKeepsItsConnection() throws Exception {
    Socket kept = connected();
    Watchdog.Watch ended = watchdog.watch(kept, SOON);
    assertThat(ended.end()).isTrue();
    Socket other = connected();
    watchdog.watch(other, LATER);
    assertClosedWhileWaiting(other);
    assertThat(kept.isClosed()).isFalse();
    assertThat(ended.expired()).isFalse();
    kept.close();
  }

  /** A thread that a daemon starts would be one anyway. */
  private static void asTheFunctionsOwnThread(Runnable work) throws InterruptedException {
    Thread thread = new Thread(work);
    thread.setDaemon(false);
    thread.start();
    thread.join();
  }

  @Test
  void itsThreadHoldsNoProcessUpAndEndsWhenNothingIsUnderWay() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Socket longest = connected();
    CompletableFuture<Watchdog.Watch> longer = new CompletableFuture<>();
    asTheFunctionsOwnThread(() -> longer.complete(watchdog.watch(longest, LONG)));
    Thread thread = newThread(before);
    assertThat(thread.isDaemon()).isTrue();
    longer.join().abandon();
    Socket socket = connected();
    watchdog.watch(socket, SOON);
    assertClosedWhileWaiting(socket);
    thread.join();
  }

  /** Other tests may have left threads of their own watchdogs. */
  private static Thread newThread(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("saasbricks-deadlines"))
        .filter(thread -> !before.contains(thread))
        .findFirst()
        .orElseThrow();
  }
}
