package io.saasbricks.ratelimit;

import io.saasbricks.core.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Finds a request's real client behind proxies that append to {@code X-Forwarded-For}.
 *
 * <p>What a client writes into that header itself stands left of what proxies add, so the chain is
 * read from the right and only as far as it is trusted. Immutable.
 */
public final class TrustedProxies {
  private final BiPredicate<ClientAddress, Integer> trusted;

  private TrustedProxies(BiPredicate<ClientAddress, Integer> trusted) {
    this.trusted = trusted;
  }

  /** The client is whoever connects to the front door; the header is ignored. */
  public static TrustedProxies none() {
    return hops(0);
  }

  /**
   * This many proxies stand before the front door, one for CloudFront.
   *
   * @param count 0 to 10
   * @throws IllegalArgumentException if it is out of range
   */
  public static TrustedProxies hops(int count) {
    if (count < 0 || count > 10) {
      throw new IllegalArgumentException("the number of proxies is 0 to 10: " + count);
    }
    return new TrustedProxies((address, position) -> position < count);
  }

  /**
   * Whoever is in one of these networks, such as {@code 10.0.0.0/8}, is a proxy.
   *
   * @throws IllegalArgumentException if one is no address, a slash and a number of bits
   */
  public static TrustedProxies within(String... networks) {
    List<Network> all = List.of(networks).stream().map(Network::parse).toList();
    return new TrustedProxies(
        (address, position) -> all.stream().anyMatch(network -> network.contains(address)));
  }

  /**
   * The client: the first address of the chain that is not trusted, or its last if all are. An
   * entry that is no address ends the chain, as its writer cannot be trusted.
   *
   * @throws IllegalArgumentException if the front door itself reported no address
   */
  public ClientAddress client(HttpRequest request) {
    ClientAddress client = ClientAddress.parse(request.sourceIp());
    List<String> forwarded = forwarded(request, client);
    for (int position = 0; position < forwarded.size(); position++) {
      Optional<ClientAddress> next = ClientAddress.tryParse(forwarded.get(position));
      if (next.isEmpty() || !trusted.test(client, position)) {
        return client;
      }
      client = next.get();
    }
    return client;
  }

  /** The header's entries from the right, without the peer if the front door appended it. */
  private static List<String> forwarded(HttpRequest request, ClientAddress peer) {
    List<String> entries = new ArrayList<>();
    for (String entry : request.header("x-forwarded-for").orElse("").split(",", -1)) {
      entries.add(entry.strip());
    }
    Collections.reverse(entries);
    boolean appended = ClientAddress.tryParse(entries.get(0)).equals(Optional.of(peer));
    return appended ? entries.subList(1, entries.size()) : entries;
  }
}
