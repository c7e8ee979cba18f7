package io.saasbricks.ratelimit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The IP address of a caller. Only literals are read; no name is ever looked up. Immutable.
 *
 * <p>An IPv6 address that carries an IPv4 one ({@code ::ffff:192.0.2.1}) is that IPv4 address.
 */
public final class ClientAddress {
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
  private static final int IPV6_BYTES = 16;
  private static final int NETWORK_BYTES = 8;

  private final InetAddress address;

  private ClientAddress(InetAddress address) {
    this.address = address;
  }

  /**
   * The address that the text spells, without a port, brackets or a zone.
   *
   * @throws IllegalArgumentException if it is no IPv4 or IPv6 literal
   */
  public static ClientAddress parse(String text) {
    return tryParse(text).orElseThrow(() -> new IllegalArgumentException("no IP address: " + text));
  }

  /** The address that the text spells, if it spells one. Takes any text of a caller. */
  public static Optional<ClientAddress> tryParse(String text) {
    boolean ipv6 = text.indexOf(':') >= 0 && IPV6.matcher(text).matches();
    if (!ipv6 && !IPV4.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      // The brackets keep the JDK from taking anything here for a host name.
      return Optional.of(new ClientAddress(InetAddress.getByName(ipv6 ? "[" + text + "]" : text)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /**
   * What to count by: the whole IPv4 address, or the /64 network of an IPv6 address, because one
   * household owns all the rest.
   */
  public String network() {
    byte[] bytes = bytes();
    if (bytes.length < IPV6_BYTES) {
      return address.getHostAddress();
    }
    Arrays.fill(bytes, NETWORK_BYTES, IPV6_BYTES, (byte) 0);
    return text(bytes) + "/64";
  }

  /** The subject of kind {@code ip} for this address, counted by its {@link #network()}. */
  public Subject subject() {
    return Subject.of("ip", network());
  }

  byte[] bytes() {
    return address.getAddress();
  }

  private static String text(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientAddress that && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }

  @Override
  public String toString() {
    return address.getHostAddress();
  }
}
