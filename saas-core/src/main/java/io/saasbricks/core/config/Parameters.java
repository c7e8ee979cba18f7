package io.saasbricks.core.config;

import io.saasbricks.core.SaasException;
import io.saasbricks.core.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secrets of a function, kept in memory.
 *
 * <p>Whoever needs a secret {@link #named names} it while the function is wired; the first use
 * loads all that have been named, ten to a request. Values are good for the maximal age; then one
 * caller loads them anew while the others go on with what is known. If that fails they stay in use,
 * it is logged, and tried again after ten seconds. After a SnapStart restore call {@link #expire}.
 * Safe for concurrent use.
 */
public final class Parameters {
  private static final Logger LOG = LoggerFactory.getLogger(Parameters.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

  private final ParameterSource source;
  private final String prefix;
  private final Duration maxAge;
  private final InstantSource time;
  private final Set<String> names = new LinkedHashSet<>();
  private final ReentrantLock loading = new ReentrantLock();
  private volatile @Nullable Loaded loaded;

  private record Loaded(Map<String, Secret> values, Set<String> names, Instant goodUntil) {}

  private Parameters(ParameterSource source, String prefix, Duration maxAge, InstantSource time) {
    this.source = source;
    this.prefix = prefix;
    this.maxAge = maxAge;
    this.time = time;
  }

  /**
   * The secrets of that source.
   *
   * @param prefix what all names start with, such as {@code /chatbot/}
   * @param maxAge how long a value is used before it is loaded again: how late a rotated secret may
   *     be noticed
   * @throws IllegalArgumentException if {@code maxAge} is not positive
   */
  public static Parameters of(
      ParameterSource source, String prefix, Duration maxAge, InstantSource time) {
    if (maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException("the maximal age must be positive: " + maxAge);
    }
    return new Parameters(source, prefix, maxAge, time);
  }

  /**
   * A secret the function cannot do without. The supplier throws {@link IllegalStateException}
   * naming it if it does not exist, and {@link ParametersUnavailableException} if none are known.
   *
   * @param name without the prefix
   */
  public Supplier<Secret> named(String name) {
    Supplier<Optional<Secret>> value = optional(name);
    return () ->
        value
            .get()
            .orElseThrow(
                () -> new IllegalStateException("parameter " + prefix + name + " does not exist"));
  }

  /**
   * A secret that may not exist, such as the key of a vendor that is not used. The supplier throws
   * {@link ParametersUnavailableException} if none are known.
   *
   * @param name without the prefix
   */
  public Supplier<Optional<Secret>> optional(String name) {
    String full = prefix + name;
    loading.lock();
    try {
      names.add(full);
    } finally {
      loading.unlock();
    }
    return () -> Optional.ofNullable(current(full).get(full));
  }

  /** Makes the next use load everything again; until that succeeds the known values stay. */
  public void expire() {
    loading.lock();
    try {
      Loaded known = loaded;
      if (known != null) {
        loaded = new Loaded(known.values(), known.names(), Instant.MIN);
      }
    } finally {
      loading.unlock();
    }
  }

  private Map<String, Secret> current(String name) {
    Loaded known = loaded;
    if (known == null || !known.names().contains(name)) {
      return loadWaiting(name);
    }
    if (known.goodUntil().isAfter(time.instant()) || !loading.tryLock()) {
      return known.values();
    }
    try {
      return load(known).values();
    } finally {
      loading.unlock();
    }
  }

  private Map<String, Secret> loadWaiting(String name) {
    loading.lock();
    try {
      Loaded known = loaded;
      if (known != null && known.names().contains(name)) {
        return known.values();
      }
      return load(null).values();
    } finally {
      loading.unlock();
    }
  }

  private Loaded load(@Nullable Loaded known) {
    Loaded fresh;
    try {
      Map<String, Secret> values = source.fetch(List.copyOf(names));
      fresh = new Loaded(Map.copyOf(values), Set.copyOf(names), time.instant().plus(maxAge));
    } catch (SaasException e) {
      if (known == null) {
        throw new ParametersUnavailableException("no parameters are known", e);
      }
      LOG.atWarn().setCause(e).log("parameters could not be loaded again, the old ones stay");
      Instant again = time.instant().plus(PAUSE_AFTER_FAILURE);
      fresh = new Loaded(known.values(), known.names(), again);
    }
    loaded = fresh;
    return fresh;
  }

  /** The names only. */
  @Override
  public String toString() {
    return "Parameters" + names;
  }
}
