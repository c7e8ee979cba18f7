package io.saasbricks.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was read of revocable subjects for as long as the {@link RevocationEpoch} vouches for
 * it.
 *
 * <p>What was found and what was not are kept apart, 10,000 each, so that a flood of made-up keys
 * does not displace the real ones. Of concurrent callers asking for the same subject one loads.
 * Safe for concurrent use.
 */
final class VouchedCache<V> {
  private static final int SIZE = 10_000;

  /** Only a change made past this library, such as in the console, takes this long to be seen. */
  private static final Duration OLDEST = Duration.ofMinutes(10);

  private final RevocationEpoch epoch;
  private final Cache<String, Entry<V>> found;
  private final Cache<String, Long> missing;

  private record Entry<V>(V value, long count) {}

  VouchedCache(RevocationEpoch epoch, LongSupplier nanoTime) {
    this.epoch = epoch;
    this.found = bounded(nanoTime);
    this.missing = bounded(nanoTime);
  }

  private static <T> Cache<String, T> bounded(LongSupplier nanoTime) {
    return Caffeine.newBuilder()
        .maximumSize(SIZE)
        .expireAfterWrite(OLDEST)
        .ticker(nanoTime::getAsLong)
        .executor(Runnable::run)
        .build();
  }

  /** What is known of the subject, loaded if it is not known or no longer vouched for. */
  Optional<V> get(String subject, Supplier<Optional<V>> load) {
    long count = epoch.current().count(subject);
    Entry<V> entry = found.getIfPresent(subject);
    if (entry != null && entry.count() == count) {
      return Optional.of(entry.value());
    }
    return isMissing(subject, count) ? Optional.empty() : loadOnce(subject, count, load);
  }

  private Optional<V> loadOnce(String subject, long count, Supplier<Optional<V>> load) {
    return Optional.ofNullable(
            found
                .asMap()
                .compute(
                    subject,
                    (key, known) ->
                        known != null && known.count() == count ? known : load(key, count, load)))
        .map(Entry::value);
  }

  /** Runs under the subject's lock; {@code null} keeps it out of the map. */
  private @Nullable Entry<V> load(String subject, long count, Supplier<Optional<V>> load) {
    if (isMissing(subject, count)) {
      return null;
    }
    Optional<V> loaded = load.get();
    if (loaded.isEmpty()) {
      missing.put(subject, count);
      return null;
    }
    return new Entry<>(loaded.get(), count);
  }

  private boolean isMissing(String subject, long count) {
    Long known = missing.getIfPresent(subject);
    return known != null && known == count;
  }
}
