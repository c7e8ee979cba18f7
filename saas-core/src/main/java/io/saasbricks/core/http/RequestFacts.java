package io.saasbricks.core.http;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What is worth a place in the request's log line, noted by whoever finds it out: the tenant, the
 * model that answered, the tokens it used. {@link RequestLog} writes it; without one it is
 * forgotten. Never note a secret or anything personal. Safe for concurrent use.
 */
public final class RequestFacts {
  private final Map<String, Object> values = new LinkedHashMap<>();

  RequestFacts() {}

  /** Notes a string, number or boolean, in place of what was noted under the name before. */
  public synchronized void put(String name, Object value) {
    values.put(name, Objects.requireNonNull(value, name));
  }

  /** Notes a value unless one was noted under the name before. */
  public synchronized void putIfAbsent(String name, Object value) {
    values.putIfAbsent(name, Objects.requireNonNull(value, name));
  }

  /**
   * Adds to the number noted under the name, which starts from zero.
   *
   * @throws IllegalStateException if something else than a sum was noted under it
   */
  public synchronized void add(String name, BigDecimal amount) {
    Object sum = values.getOrDefault(name, BigDecimal.ZERO);
    if (!(sum instanceof BigDecimal number)) {
      throw new IllegalStateException("fact " + name + " is no sum");
    }
    values.put(name, number.add(amount));
  }

  /** Adds a whole number. */
  public void add(String name, long amount) {
    add(name, BigDecimal.valueOf(amount));
  }

  /** What has been noted, in order. */
  public synchronized Map<String, Object> values() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
