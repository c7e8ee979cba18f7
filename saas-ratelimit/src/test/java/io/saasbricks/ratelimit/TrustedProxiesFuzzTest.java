package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.http.Headers;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.local.simulation.Corpus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: whatever a client writes into {@code X-Forwarded-For}, it is who the proxies say it
 * is, and without proxies who connected.
 */
public final class TrustedProxiesFuzzTest {
  private static final String PEER = "10.0.0.9";
  private static final String CLIENT = "198.51.100.1";
  private static final Corpus CORPUS =
      Corpus.of(
          "10.6.6.6, 192.0.2.1", "10.0.0.9", "unknown,,", "\"[2001:db8::1]:80\"", "::1, for=x");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    String claimed = CORPUS.text(data);
    assertThat(client(TrustedProxies.none(), claimed)).isEqualTo(PEER);
    for (String appended : new String[] {CLIENT, CLIENT + ", " + PEER}) {
      String forwarded = claimed + ", " + appended;
      assertThat(client(TrustedProxies.hops(1), forwarded)).isEqualTo(CLIENT);
      assertThat(client(TrustedProxies.within("10.0.0.0/8"), forwarded)).isEqualTo(CLIENT);
    }
    String alone = client(TrustedProxies.hops(2), claimed);
    assertThat(ClientAddress.tryParse(alone)).isPresent();
  }

  private static String client(TrustedProxies proxies, String forwarded) {
    return proxies.client(request(forwarded)).toString();
  }

  private static HttpRequest request(String forwarded) {
    return HttpRequest.of(
        new HttpRequest.Parts(
            "GET",
            "GET /",
            "/",
            Map.of(),
            Map.of(),
            Headers.of(Map.of("X-Forwarded-For", forwarded)),
            Map.of(),
            new byte[0],
            PEER,
            "request",
            JsonObject.builder().build(),
            Deadline.in(Duration.ofSeconds(1), () -> 0)));
  }

  @Test
  void aClientIsWhoTheProxiesSayItIs() {
    CORPUS.replay(TrustedProxiesFuzzTest::fuzzerTestOneInput);
  }
}
