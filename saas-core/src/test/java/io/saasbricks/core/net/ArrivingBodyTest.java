package io.saasbricks.core.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(3)
class ArrivingBodyTest {
  private static final int MEGABYTE = 1 << 20;
  private final IOException reset = new SocketException("reset");

  private final Watchdog watchdog = new Watchdog();
  private final Socket socket = new Socket();
  private final Watchdog.Watch watch = watchdog.watch(socket, Duration.ofMinutes(1));
  private int ends;

  @AfterEach
  void endTheWatch() {
    watch.end();
  }

  /** A body of which nothing has come yet, and whose reading is a matter of the test. */
  private abstract static class Framed extends InputStream {
    @Override
    public int read() throws IOException {
      return read(new byte[1], 0, 1);
    }

    @Override
    public abstract int read(byte[] buffer, int offset, int length) throws IOException;
  }

  private ArrivingBody body(InputStream framed) {
    return new ArrivingBody(framed, watch, () -> ends++);
  }

  private ArrivingBody body(String text) {
    return body(new ByteArrayInputStream(text.getBytes(US_ASCII)));
  }

  @Test
  void itsEndIsToldOnceHoweverOftenItIsRead() throws IOException {
    ArrivingBody body = body("ab");
    assertThat(body.available()).isEqualTo(2);
    assertThat(body.readAllBytes()).isEqualTo("ab".getBytes(US_ASCII));
    assertThat(body.read()).isEqualTo(-1);
    assertThat(body.available()).isZero();
    body.close();
    assertThat(ends).isEqualTo(1);
    assertThat(socket.isClosed()).isFalse();
  }

  @Test
  void aReadOfNothingReadsNothing() throws IOException {
    ArrivingBody body =
        body(
            new Framed() {
              @Override
              public int read(byte[] buffer, int offset, int length) {
                throw new AssertionError("would wait for what comes next");
              }
            });
    assertThat(body.read(new byte[1], 0, 0)).isZero();
  }

  @Test
  void itHasSixtyFourMegabytesAtMost() throws IOException {
    InputStream endless =
        new Framed() {
          @Override
          public int read(byte[] buffer, int offset, int length) {
            return length;
          }
        };
    ArrivingBody body = body(endless);
    byte[] buffer = new byte[MEGABYTE];
    for (int megabytes = 0; megabytes < 64; megabytes++) {
      assertThat(body.read(buffer)).isEqualTo(MEGABYTE);
    }
    assertThat(socket.isClosed()).isFalse();
    assertThatThrownBy(body::read)
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("67108864");
    assertThat(socket.isClosed()).isTrue();
  }

  @Test
  void aBrokenConnectionIsGivenUp() {
    ArrivingBody body =
        body(
            new Framed() {
              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                throw reset;
              }
            });
    assertThatThrownBy(body::read).isSameAs(reset);
    assertThat(socket.isClosed()).isTrue();
    assertThat(ends).isZero();
  }

  @Test
  void aConnectionThatTheWatchdogClosedIsSaidToHavePassedItsDeadline() {
    Watchdog.Watch late = watchdog.watch(socket, Duration.ZERO);
    InputStream silent =
        new Framed() {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            while (!late.expired()) {
              Thread.onSpinWait();
            }
            throw reset;
          }
        };
    assertThatThrownBy(() -> new ArrivingBody(silent, late, () -> {}).read())
        .isInstanceOf(InterruptedIOException.class)
        .hasMessage("the answer passed its deadline")
        .hasCause(reset);
  }

  @Test
  void closingItDoesNotWaitForWhatHasNotCome() throws IOException {
    body(new Framed() {
          @Override
          public int read(byte[] buffer, int offset, int length) {
            throw new AssertionError("would wait");
          }
        })
        .close();
    assertThat(socket.isClosed()).isTrue();
  }

  @Test
  void closingItBeforeItsEndGivesTheConnectionUp() throws IOException {
    ArrivingBody body = body("ab");
    body.close();
    assertThat(socket.isClosed()).isTrue();
    assertThat(body.read()).isEqualTo(-1);
    assertThat(ends).isZero();
  }

  @Test
  void closingItGivesABrokenConnectionUpToo() {
    InputStream broken =
        new Framed() {
          @Override
          public int read(byte[] buffer, int offset, int length) {
            return 0;
          }

          @Override
          public int available() throws IOException {
            throw reset;
          }
        };
    assertThatThrownBy(body(broken)::close).isSameAs(reset);
    assertThat(socket.isClosed()).isTrue();
  }

  @Test
  void closingItWhenOnlyItsEndIsLeftKeepsTheConnection() throws IOException {
    InputStream ending =
        new Framed() {
          @Override
          public int read(byte[] buffer, int offset, int length) {
            return -1;
          }

          @Override
          public int available() {
            return 1;
          }
        };
    body(ending).close();
    assertThat(ends).isEqualTo(1);
    assertThat(socket.isClosed()).isFalse();
  }
}
