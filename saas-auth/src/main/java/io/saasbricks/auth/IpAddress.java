package io.saasbricks.auth;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads IP addresses from text. The JDK's parser would ask the DNS about anything else. */
final class IpAddress {
  private static final int V4 = 4;
  private static final int V6_GROUPS = 8;
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private IpAddress() {}

  /** The 4 or 16 bytes of the address; IPv4 mapped into IPv6 gives 4. */
  static Optional<byte[]> parse(String text) {
    return text.indexOf(':') < 0 ? v4(text) : v6(text).map(IpAddress::unmapped);
  }

  private static Optional<byte[]> v4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != V4) {
      return Optional.empty();
    }
    byte[] address = new byte[V4];
    for (int i = 0; i < V4; i++) {
      // No leading zeros: some read 010 as eight.
      if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
        return Optional.empty();
      }
      address[i] = (byte) Integer.parseInt(parts[i]);
    }
    return Optional.of(address);
  }

  private static Optional<byte[]> v6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text).filter(all -> all.size() == V6_GROUPS).map(IpAddress::bytes);
    }
    Optional<List<Integer>> head = groups(text.substring(0, gap));
    Optional<List<Integer>> tail = groups(text.substring(gap + 2));
    // An IPv4 address may only end the text.
    if (text.lastIndexOf('.', gap) >= 0 || head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    if (head.get().size() + tail.get().size() >= V6_GROUPS) {
      return Optional.empty();
    }
    List<Integer> all = new ArrayList<>(head.get());
    while (all.size() + tail.get().size() < V6_GROUPS) {
      all.add(0);
    }
    all.addAll(tail.get());
    return Optional.of(bytes(all));
  }

  /** The 16-bit groups of a part without a gap; a trailing IPv4 address gives two. */
  private static Optional<List<Integer>> groups(String part) {
    List<Integer> groups = new ArrayList<>();
    String[] words = part.isEmpty() ? new String[0] : part.split(":", -1);
    for (int i = 0; i < words.length; i++) {
      if (words[i].matches("[0-9a-fA-F]{1,4}")) {
        groups.add(Integer.parseInt(words[i], 16));
      } else {
        Optional<byte[]> last = i == words.length - 1 ? v4(words[i]) : Optional.empty();
        if (last.isEmpty()) {
          return Optional.empty();
        }
        ByteBuffer pair = ByteBuffer.wrap(last.get());
        groups.add(Short.toUnsignedInt(pair.getShort()));
        groups.add(Short.toUnsignedInt(pair.getShort()));
      }
    }
    return Optional.of(groups);
  }

  private static byte[] bytes(List<Integer> groups) {
    ByteBuffer bytes = ByteBuffer.allocate(V6_GROUPS * Short.BYTES);
    groups.forEach(group -> bytes.putShort(group.shortValue()));
    return bytes.array();
  }

  private static byte[] unmapped(byte[] v6) {
    boolean mapped = Arrays.equals(v6, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
    return mapped ? Arrays.copyOfRange(v6, MAPPED.length, v6.length) : v6;
  }
}
