package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: what we read as an address the JDK reads alike, and a range contains its own first
 * address or is refused by a typed exception.
 */
public final class CidrFuzzTest {
  private static final int INPUTS = Integer.getInteger("saasbricks.auth.addresses", 200_000);
  private static final String CHARACTERS = "0012589afF::::....";
  private static final Corpus CORPUS =
      Corpus.of("203.0.113.0/24", "2001:db8::/32", "::ffff:192.0.2.1", "1:2:3:4:5:6:7:8/128", "::");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) throws UnknownHostException {
    String text = CORPUS.text(data);
    String address = text.split("/", 2)[0];
    boolean read = isReadAsTheJdkDoes(address);
    try {
      assertThat(CidrBlock.of(text).contains(address)).as(text).isTrue();
      assertThat(read).as(text).isTrue();
    } catch (IllegalArgumentException refused) {
      assertThat(read && !text.contains("/")).as(text).isFalse();
    }
  }

  private static boolean isReadAsTheJdkDoes(String text) throws UnknownHostException {
    Optional<byte[]> address = IpAddress.parse(text);
    if (address.isPresent()) {
      assertThat(address.get()).as(text).isEqualTo(InetAddress.getByName(text).getAddress());
    }
    return address.isPresent();
  }

  @Test
  void aRangeContainsItsFirstAddressOrIsRefused() {
    CORPUS.replay(CidrFuzzTest::fuzzerTestOneInput);
  }

  @Test
  void whatIsReadAsAnAddressIsTheAddressTheJdkReads() throws UnknownHostException {
    SplittableRandom random = new SplittableRandom(20260101);
    int read = 0;
    for (int i = 0; i < INPUTS; i++) {
      read += isReadAsTheJdkDoes(text(random)) ? 1 : 0;
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
