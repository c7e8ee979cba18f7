package io.saasbricks.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: a text is a well-formed API key exactly if it has the published form and checksum,
 * computed here in another way.
 */
public final class KeyFormatFuzzTest {
  private static final KeyFormat FORMAT = new KeyFormat("acme");
  private static final Pattern FORM = Pattern.compile("acme_(live|test)_[0-9A-Za-z]{38}");
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int CHECKSUM = 6;

  private static final Corpus CORPUS =
      Corpus.of(
          FORMAT.generate(KeyEnvironment.LIVE, new SplittableRandom(1)).reveal(),
          FORMAT.generate(KeyEnvironment.TEST, new SplittableRandom(2)).reveal(),
          "acme_live_");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    String text = CORPUS.text(data);
    boolean valid = FORMAT.inspect(text) instanceof KeyFormat.Form.Valid;
    assertThat(valid).as(text).isEqualTo(FORM.matcher(text).matches() && checksumIsRight(text));
    if (valid) {
      assertThat(FORMAT.claims(text)).isTrue();
    }
  }

  private static boolean checksumIsRight(String key) {
    int body = key.length() - CHECKSUM;
    CRC32 crc = new CRC32();
    crc.update(key.substring(0, body).getBytes(US_ASCII));
    BigInteger told = BigInteger.ZERO;
    for (char digit : key.substring(body).toCharArray()) {
      told = told.multiply(BigInteger.valueOf(62)).add(BigInteger.valueOf(DIGITS.indexOf(digit)));
    }
    return told.equals(BigInteger.valueOf(crc.getValue()));
  }

  @Test
  void aKeyIsWellFormedExactlyIfItsChecksumIsRight() {
    CORPUS.replay(KeyFormatFuzzTest::fuzzerTestOneInput);
  }
}
