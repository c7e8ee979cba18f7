package io.saasbricks.core.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadTest {
  private static InputStream in(String text) {
    return new ByteArrayInputStream(text.replace("|", "\r\n").getBytes(ISO_8859_1));
  }

  private static String body(String answer, String method) throws IOException {
    InputStream in = in(answer);
    ResponseHead head = ResponseHead.read(in);
    return new String(head.body(in, method).readAllBytes(), ISO_8859_1);
  }

  private static String byteByByte(String answer, String method) throws IOException {
    InputStream in = in(answer);
    InputStream body = ResponseHead.read(in).body(in, method);
    StringBuilder text = new StringBuilder();
    for (int c = body.read(); c >= 0; c = body.read()) {
      text.append((char) c);
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          HTTP/1.1 200 OK|Content-Length: 3||aÿbc                               ! GET  ! aÿb
          HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|aÿb|0||                 ! GET  ! aÿb
          HTTP/1.1 200 OK|Content-Length: 2||abc                                ! GET  ! ab
          HTTP/1.1 200|Transfer-Encoding: Chunked||1|a|1|b|0||                  ! GET  ! ab
          HTTP/1.1 200 OK|Transfer-Encoding: chunked|Content-Length: 9||2|ab|0||! GET  ! ab
          HTTP/1.1 200 OK||ab                                                   ! GET  ! ab
          HTTP/1.1 200 OK|Content-Length: 2||                                   ! HEAD ! ''
          HTTP/1.1 204 No Content||ab                                           ! POST ! ''
          HTTP/1.1 304 Not Modified|Content-Length: 7||                         ! GET  ! ''
          HTTP/1.1 100 Continue||HTTP/1.1 200 OK|Content-Length: 1||a           ! GET  ! a
          """)
  void framesTheBody(String answer, String method, String body) throws IOException {
    assertThat(body(answer, method)).isEqualTo(body);
    assertThat(byteByByte(answer, method)).isEqualTo(body);
    assertThat(body(answer.replace('|', '\n'), method)).as("bare line feeds").isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          HTTP/1.1 200 OK|Content-Length: 2||                              ! true
          HTTP/1.1 200 OK|Transfer-Encoding: chunked||                     ! true
          HTTP/1.1 204 No Content||                                        ! true
          HTTP/1.0 200 OK|Content-Length: 2||                              ! false
          HTTP/1.1 200 OK||                                                ! false
          HTTP/1.1 200 OK|Connection: Close|Content-Length: 2||            ! false
          HTTP/1.1 200 OK|Transfer-Encoding: chunked|Content-Length: 2||   ! false
          """)
  void knowsWhetherTheConnectionOutlivesTheAnswer(String answer, boolean persistent)
      throws IOException {
    assertThat(ResponseHead.read(in(answer)).persistent()).isEqualTo(persistent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-x||",
        "HTTP/2 200||",
        "HTTP/1.1 20 OK||",
        "HTTP/1.1 200 OK|no colon||",
        "HTTP/1.1 200 OK|: nameless||",
        "HTTP/1.1 101 Switching Protocols||",
        "HTTP/1.1 200 OK|Content-Length: 1, 2||",
        "HTTP/1.1 200 OK|Content-Length: -1||",
        "HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||xyz|",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||1|abc|",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||ffffffffffffffff|",
      })
  void refusesWhatIsNotHttp(String answer) {
    assertThatThrownBy(() -> body(answer, "GET")).isInstanceOf(ProtocolException.class);
  }

  @Test
  void linesAreBoundedAltogether() throws IOException {
    int bytes = "ab\rc\r".length();
    HttpLines fitting = new HttpLines(in("ab|c|"), bytes);
    assertThat(fitting.next() + fitting.next()).isEqualTo("abc");
    HttpLines tooLong = new HttpLines(in("ab|c|"), bytes - 1);
    assertThat(tooLong.next()).isEqualTo("ab");
    assertThatThrownBy(tooLong::next).isInstanceOf(ProtocolException.class);
  }

  @Test
  void tellsWhatOfAChunkIsThereAndWhetherTheLastOneMayBe() throws IOException {
    InputStream body = new ChunkedBody(in("3|abc|0||"));
    assertThat(body.read()).isEqualTo('a');
    assertThat(body.available()).isEqualTo(2);
    assertThat(body.readNBytes(new byte[2], 0, 2)).isEqualTo(2);
    assertThat(body.available()).isEqualTo(1);
    InputStream cut = new ChunkedBody(in("2|ab|0|\r"));
    assertThat(cut.readNBytes(new byte[2], 0, 2)).isEqualTo(2);
    assertThat(cut.available()).isZero();
    InputStream begun = new ChunkedBody(in("9|abc"));
    assertThat(begun.read()).isEqualTo('a');
    assertThat(begun.available()).isEqualTo(2);
  }

  @Test
  void aCutAtEveryByteIsAnErrorAndNeverAnEnd() throws IOException {
    String whole = "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ab|1|c|0||";
    assertThat(body(whole, "GET")).isEqualTo("abc");
    String raw = whole.replace("|", "\r\n");
    for (int length = 0; length < raw.length(); length++) {
      String cut = raw.substring(0, length);
      assertThatThrownBy(() -> body(cut, "GET")).as(cut).isInstanceOf(EOFException.class);
    }
  }
}
