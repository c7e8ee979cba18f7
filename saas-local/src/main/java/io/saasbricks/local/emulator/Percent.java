package io.saasbricks.local.emulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-decoding of URLs. */
final class Percent {
  private Percent() {}

  /** The decoded text; a percent sign that starts no octet stands for itself. */
  static String decode(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    byte[] in = encoded.getBytes(StandardCharsets.ISO_8859_1);
    var out = new ByteArrayOutputStream(in.length);
    for (int i = 0; i < in.length; i++) {
      boolean octet =
          in[i] == '%' && i + 2 < in.length && digit(in[i + 1]) >= 0 && digit(in[i + 2]) >= 0;
      out.write(octet ? digit(in[i + 1]) * 16 + digit(in[i + 2]) : in[i]);
      i += octet ? 2 : 0;
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Decodes a query parameter, in which {@code +} is a space. */
  static String decodeQuery(String encoded) {
    return decode(encoded.replace('+', ' '));
  }

  private static int digit(byte octet) {
    return Character.digit(octet, 16);
  }
}
