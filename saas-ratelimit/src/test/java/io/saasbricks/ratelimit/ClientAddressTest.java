package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.http.Headers;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          192.0.2.1,                 192.0.2.1
          255.255.255.255,           255.255.255.255
          ::ffff:192.0.2.1,          192.0.2.1
          2001:db8:1:2:3:4:5:6,      2001:db8:1:2:0:0:0:0/64
          2001:DB8:1:2::9,           2001:db8:1:2:0:0:0:0/64
          ::1,                       0:0:0:0:0:0:0:0/64
          """)
  void anAddressIsCountedByItsNetwork(String text, String network) {
    assertThat(ClientAddress.parse(text).network()).isEqualTo(network);
    assertThat(ClientAddress.parse(text).subject()).isEqualTo(Subject.of("ip", network));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost",
        "example.com",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "01.2.3.4",
        "1.2.3.4:80",
        "[::1]",
        "::1%eth0",
        "2001:db8",
        ":::",
        "1:2:3:4:5:6:7:8:9",
        "::ffff:1.2.3",
        "192.0.2.1, 192.0.2.2",
        "unknown",
        "١.٢.٣.٤"
      })
  void whatIsNoLiteralIsNoAddress(String text) {
    assertThat(ClientAddress.tryParse(text)).isEmpty();
    assertThatThrownBy(() -> ClientAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no IP address: " + text);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0, 203.0.113.9, '',                                     203.0.113.9
          0, 203.0.113.9, '198.51.100.1',                         203.0.113.9
          1, 203.0.113.9, '198.51.100.1',                         198.51.100.1
          1, 203.0.113.9, '10.6.6.6, 198.51.100.1',               198.51.100.1
          1, 203.0.113.9, '10.6.6.6, 198.51.100.1, 203.0.113.9',  198.51.100.1
          2, 203.0.113.9, '10.6.6.6, 198.51.100.1, 203.0.113.7',  198.51.100.1
          2, 203.0.113.9, 'nonsense, 203.0.113.7',                203.0.113.7
          1, 203.0.113.9, '',                                     203.0.113.9
          1, 203.0.113.9, 'nonsense',                             203.0.113.9
          """)
  void theClientIsReadFromTheRightAsFarAsItIsTrusted(
      int hops, String peer, String forwarded, String client) {
    assertThat(TrustedProxies.hops(hops).client(request(peer, forwarded))).hasToString(client);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          10.0.0.1,    '198.51.100.1, 10.9.9.9',           198.51.100.1
          10.0.0.1,    '10.6.6.6, 198.51.100.1, 10.9.9.9', 198.51.100.1
          10.0.0.1,    '10.6.6.6',                         10.6.6.6
          203.0.113.9, '198.51.100.1',                     203.0.113.9
          2001:db8::1, '198.51.100.1',                     198.51.100.1
          2001:db9::1, '198.51.100.1',                     2001:db9:0:0:0:0:0:1
          """)
  void proxiesMayBeNamedByTheirNetworks(String peer, String forwarded, String client) {
    assertThat(
            TrustedProxies.within("10.0.0.0/8", "2001:db8::/33").client(request(peer, forwarded)))
        .hasToString(client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "ten/8", "1.2.3.4/"})
  void whatIsNoNetworkIsRefused(String text) {
    assertThatThrownBy(() -> TrustedProxies.within(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void addressesAreEqualHoweverTheyAreWritten() {
    ClientAddress address = ClientAddress.parse("2001:db8::1");
    assertThat(address)
        .isEqualTo(ClientAddress.parse("2001:0DB8:0:0:0:0:0:1"))
        .hasSameHashCodeAs(ClientAddress.parse("2001:0DB8:0:0:0:0:0:1"))
        .isNotEqualTo(ClientAddress.parse("2001:db8::2"));
    assertThat(address.hashCode()).isNotEqualTo(ClientAddress.parse("2001:db8::2").hashCode());
  }

  @Test
  void theNumberOfProxiesHasARange() {
    assertThatThrownBy(() -> TrustedProxies.hops(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> TrustedProxies.hops(11)).hasMessageContaining("11");
    assertThat(TrustedProxies.none().client(request("192.0.2.1", "1.1.1.1")))
        .isEqualTo(ClientAddress.parse("192.0.2.1"));
  }

  private static HttpRequest request(String peer, String forwarded) {
    return HttpRequest.of(
        new HttpRequest.Parts(
            "GET",
            "GET /",
            "/",
            Map.of(),
            Map.of(),
            Headers.none().with("x-forwarded-for", forwarded),
            Map.of(),
            new byte[0],
            peer,
            "request",
            JsonObject.builder().build(),
            Deadline.in(Duration.ofSeconds(1), () -> 0)));
  }
}
