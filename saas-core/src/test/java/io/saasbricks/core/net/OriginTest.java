package io.saasbricks.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          http://h.example/a     , false, h.example, 80
          https://h.example      , true , h.example, 443
          https://h.example:8443 , true , h.example, 8443
          http://[::1]:4010/     , false, ::1      , 4010
          """)
  void knowsWhereToConnect(URI uri, boolean secure, String address, int port) {
    Origin origin = Origin.of(uri);
    assertThat(origin.secure()).isEqualTo(secure);
    assertThat(origin.address()).isEqualTo(address);
    assertThat(origin.port()).isEqualTo(port);
  }
}
