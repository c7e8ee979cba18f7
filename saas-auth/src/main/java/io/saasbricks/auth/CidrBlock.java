package io.saasbricks.auth;

import java.util.Arrays;

/**
 * A range of IP addresses such as {@code 203.0.113.0/24} or {@code 2001:db8::/32}; a single address
 * without a slash is a range of one. Immutable.
 *
 * <p>An IPv4 address written as IPv6 ({@code ::ffff:203.0.113.7}) counts as IPv4. Names are never
 * looked up.
 */
public final class CidrBlock {
  private final String text;
  private final byte[] network;
  private final int prefix;

  private CidrBlock(String text, byte[] network, int prefix) {
    this.text = text;
    this.network = network;
    this.prefix = prefix;
  }

  /**
   * The range in the text.
   *
   * @throws IllegalArgumentException if it is no address with an optional prefix length, or if bits
   *     past the prefix are set: that is a typo, and guessing which part is wrong opens doors
   */
  public static CidrBlock of(String text) {
    int slash = text.indexOf('/');
    byte[] address =
        IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(() -> new IllegalArgumentException("no IP address: " + text));
    int bits = address.length * Byte.SIZE;
    int prefix = slash < 0 ? bits : prefix(text, slash, bits);
    if (!Arrays.equals(address, masked(address, prefix))) {
      throw new IllegalArgumentException("bits are set past the prefix: " + text);
    }
    return new CidrBlock(text, address, prefix);
  }

  private static int prefix(String text, int slash, int bits) {
    String digits = text.substring(slash + 1);
    if (!digits.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(digits) > bits) {
      throw new IllegalArgumentException("no prefix length of 0 to " + bits + ": " + text);
    }
    return Integer.parseInt(digits);
  }

  /** Whether the address lies in this range; text that is no address lies in none. */
  public boolean contains(String address) {
    return IpAddress.parse(address)
        .filter(bytes -> bytes.length == network.length)
        .filter(bytes -> Arrays.equals(network, masked(bytes, prefix)))
        .isPresent();
  }

  private static byte[] masked(byte[] address, int prefix) {
    byte[] masked = address.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.max(0, Math.min(Byte.SIZE, prefix - i * Byte.SIZE));
      masked[i] &= (byte) (0xff << (Byte.SIZE - kept));
    }
    return masked;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CidrBlock that
        && prefix == that.prefix
        && Arrays.equals(network, that.network);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(network) + prefix;
  }

  /** The text it was read from. */
  @Override
  public String toString() {
    return text;
  }
}
