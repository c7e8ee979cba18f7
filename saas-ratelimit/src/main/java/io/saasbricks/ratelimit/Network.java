package io.saasbricks.ratelimit;

/** A block of addresses in CIDR notation, such as {@code 10.0.0.0/8}. */
record Network(ClientAddress base, int bits) {
  Network {
    if (bits < 0 || bits > base.bytes().length * Byte.SIZE) {
      throw new IllegalArgumentException("no network: " + base + "/" + bits);
    }
  }

  static Network parse(String cidr) {
    int slash = cidr.indexOf('/');
    if (slash < 0 || !cidr.substring(slash + 1).matches("\\d{1,3}")) {
      throw new IllegalArgumentException("no network: " + cidr);
    }
    return new Network(
        ClientAddress.parse(cidr.substring(0, slash)), Integer.parseInt(cidr.substring(slash + 1)));
  }

  boolean contains(ClientAddress address) {
    byte[] mine = base.bytes();
    byte[] theirs = address.bytes();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((mine[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
