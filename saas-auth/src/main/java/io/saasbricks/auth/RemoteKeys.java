package io.saasbricks.auth;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.SaasException;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of an identity provider, fetched when they are needed.
 *
 * <p>Kept for as long as {@code Cache-Control} says, within 5 minutes and 24 hours. If they cannot
 * be fetched again, the known ones serve for another 24 hours. A key id that is not known causes a
 * fetch, but at most one every 30 seconds, however many made-up ids arrive. A fetch takes at most
 * two seconds and 50 KiB; concurrent callers share it. Safe for concurrent use.
 */
final class RemoteKeys {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);
  private static final Duration SHORTEST_LIFE = Duration.ofMinutes(5);
  private static final Duration LONGEST_LIFE = Duration.ofHours(24);
  private static final Duration STALE_LIFE = Duration.ofHours(24);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
  private static final Duration BETWEEN_FIRST_FETCHES = Duration.ofSeconds(1);
  private static final Duration FETCH = Duration.ofSeconds(2);
  private static final int MAX_BYTES = 50 * 1024;
  private static final int OK = 200;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final URI uri;
  private final Transport transport;
  private final InstantSource time;
  private final LongSupplier nanoTime;
  private volatile @Nullable Kept kept;
  private @Nullable Instant lastAttempt;

  /** The keys at that address, which is https unless it is this machine's own. */
  RemoteKeys(URI uri, Transport transport, InstantSource time, LongSupplier nanoTime) {
    if (!"https".equals(uri.getScheme()) && !LOOPBACK.contains(uri.getHost())) {
      throw new IllegalArgumentException("a key set must be fetched by https: " + uri);
    }
    this.uri = uri;
    this.transport = transport;
    this.time = time;
    this.nanoTime = nanoTime;
  }

  private record Kept(JwkSet keys, Instant fetchedAt, Instant freshUntil) {
    boolean fresh(Instant now) {
      return now.isBefore(freshUntil);
    }

    boolean usable(Instant now) {
      return now.isBefore(freshUntil.plus(STALE_LIFE));
    }
  }

  /**
   * The key of that id; empty if the provider has none.
   *
   * @throws KeysUnavailableException if no keys are known that are not too old
   */
  Optional<RSAPublicKey> find(String keyId) {
    Kept known = kept;
    if (known != null && known.fresh(time.instant())) {
      Optional<RSAPublicKey> key = known.keys().find(keyId);
      if (key.isPresent()) {
        return key;
      }
    }
    return refreshed(known).keys().find(keyId);
  }

  /** Keys at least as new as the caller has seen, newer ones if it is time to ask. */
  private synchronized Kept refreshed(@Nullable Kept seen) {
    Instant now = time.instant();
    Kept known = kept;
    if (known != null && (seen == null || known.fetchedAt().isAfter(seen.fetchedAt()))) {
      return known;
    }
    if (mayFetch(now, known)) {
      lastAttempt = now;
      known = fetched(known, now);
      kept = known;
    }
    if (known == null || !known.usable(now)) {
      throw new KeysUnavailableException("no keys of " + uri.getHost() + " are known", null);
    }
    return known;
  }

  private boolean mayFetch(Instant now, @Nullable Kept known) {
    Duration pause = known == null ? BETWEEN_FIRST_FETCHES : BETWEEN_FETCHES;
    Instant last = lastAttempt;
    return last == null || now.isBefore(last) || !now.isBefore(last.plus(pause));
  }

  /** The keys as the provider has them now, or those known if it does not tell. */
  private @Nullable Kept fetched(@Nullable Kept known, Instant now) {
    try {
      return fetch(now);
    } catch (SaasException | IllegalArgumentException e) {
      LOG.atWarn().setCause(e).addKeyValue("host", uri.getHost()).log("key set not fetched");
      return known;
    }
  }

  private Kept fetch(Instant now) {
    Deadline deadline = Deadline.in(FETCH, nanoTime);
    OutboundRequest request = OutboundRequest.get(uri, Map.of("accept", "application/json"));
    try (OutboundResponse response = transport.send(request, deadline)) {
      if (response.status() != OK) {
        throw new KeysUnavailableException("key set answered " + response.status(), null);
      }
      Duration life = CacheControl.lifetime(response, SHORTEST_LIFE, LONGEST_LIFE);
      return new Kept(JwkSet.parse(response.bytes(MAX_BYTES)), now, now.plus(life));
    }
  }
}
