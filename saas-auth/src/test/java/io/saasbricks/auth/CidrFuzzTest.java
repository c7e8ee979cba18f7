package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Texts made of the characters of addresses: what we read as one, the JDK reads alike. */
class CidrFuzzTest {
  private static final int INPUTS = Integer.getInteger("saasbricks.auth.addresses", 200_000);
  private static final String CHARACTERS = "0012589afF::::....";

  @Test
  void whatIsReadAsAnAddressIsTheAddressTheJdkReads() throws UnknownHostException {
    SplittableRandom random = new SplittableRandom(20260101);
    int read = 0;
    for (int i = 0; i < INPUTS; i++) {
      String text = text(random);
      Optional<byte[]> address = IpAddress.parse(text);
      if (address.isPresent()) {
        assertThat(address.get()).as(text).isEqualTo(InetAddress.getByName(text).getAddress());
        read++;
      }
    }

    // Some texts must be addresses, or the test would prove nothing.
    assertThat(read).isGreaterThan(INPUTS / 1_000);
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int left = 2 + random.nextInt(9); left > 0; left--) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }
}
