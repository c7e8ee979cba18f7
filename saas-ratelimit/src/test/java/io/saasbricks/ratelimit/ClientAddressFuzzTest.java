package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: a text is the address that the JDK reads in it, or none; a network contains its own
 * base, or is refused by a typed exception. Whatever is counted by its network is counted alike
 * however it is written.
 */
public final class ClientAddressFuzzTest {
  private static final Corpus CORPUS =
      Corpus.of("192.0.2.1", "2001:db8:1:2::9", "::ffff:192.0.2.1", "10.0.0.0/8", "2001:db8::/33");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) throws UnknownHostException {
    String text = CORPUS.text(data);
    if (ClientAddress.tryParse(text).isPresent()) {
      ClientAddress address = ClientAddress.parse(text);
      assertThat(text).matches("[0-9A-Fa-f:.]+");
      assertThat(address.bytes()).isEqualTo(InetAddress.getByName(text).getAddress());
      ClientAddress again = ClientAddress.parse(address.toString());
      assertThat(again).isEqualTo(address);
      assertThat(again.subject()).isEqualTo(address.subject());
    }
    try {
      Network network = Network.parse(text);
      assertThat(network.contains(network.base())).as(text).isTrue();
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageStartingWith("no ");
    }
  }

  @Test
  void anAddressIsWhatTheJdkReadsOrNone() {
    CORPUS.replay(ClientAddressFuzzTest::fuzzerTestOneInput);
  }
}
