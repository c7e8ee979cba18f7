package io.saasbricks.core.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestMessageTest {
  private static String message(OutboundRequest request) {
    return new String(RequestMessage.of(request), UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          https://api.example.com          , /          , api.example.com
          https://api.example.com:443/v1   , /v1        , api.example.com
          https://api.example.com:8443/v1  , /v1        , api.example.com:8443
          http://localhost:4010/a%20b?x=%2F, /a%20b?x=%2F, localhost:4010
          http://[::1]:80/                 , /          , [::1]
          https://h.example/ü?q=é#part     , /%C3%BC?q=%C3%A9, h.example
          """)
  void namesTargetAndHost(URI uri, String target, String host) {
    assertThat(message(OutboundRequest.get(uri, Map.of())))
        .isEqualTo("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
  }

  @Test
  void aPostWithoutBodySaysSo() {
    URI uri = URI.create("https://h.example/");
    assertThat(message(OutboundRequest.post(uri, Map.of(), new byte[0])))
        .endsWith("Content-Length: 0\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "CONNECTION", "Expect"})
  void refusesHeadersThatAreItsOwn(String name) {
    assertRefused(name, "1", name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A B", "A:", "A\r\nB", "Ä", "A/", "A@", "A[", "A{", "A,"})
  void refusesWhatIsNoHeaderName(String name) {
    assertRefused(name, "1", "token");
  }

  @Test
  void takesWhateverMayStandInAHeader() {
    String name = "azAZ09!#$%&'*+-.^_`|~";
    URI uri = URI.create("https://h.example/");
    assertThat(message(OutboundRequest.get(uri, Map.of(name, "a b\t~"))))
        .contains("\r\n" + name + ": a b\t~\r\n");
  }

  @Test
  void refusesAMethodThatCouldEndTheRequestLine() {
    OutboundRequest request =
        new OutboundRequest(
            "GET / HTTP/1.1\r\nX: y", URI.create("https://h.example/"), Map.of(), new byte[0]);
    assertThatThrownBy(() -> RequestMessage.of(request))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret\r\nX: y",
        "secret\n",
        "secret\0",
        "secretü",
        "secret\u007f",
        "secret\u001f"
      })
  void refusesAValueThatCouldEndTheHeaderWithoutQuotingIt(String value) {
    assertRefused("x-api-key", value, "x-api-key");
  }

  private static void assertRefused(String name, String value, String mention) {
    OutboundRequest request =
        OutboundRequest.get(URI.create("https://h.example/"), Map.of(name, value));
    assertThatThrownBy(() -> RequestMessage.of(request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(mention)
        .hasMessageNotContaining("secret");
  }
}
