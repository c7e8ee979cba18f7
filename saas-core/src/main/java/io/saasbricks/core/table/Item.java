package io.saasbricks.core.table;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an item, without its keys. Immutable.
 *
 * <p>Values are {@code String}, {@code BigDecimal}, {@code Boolean}, {@code ByteBuffer} (binary),
 * {@code List}, {@code Item} (a map) and {@code Set} of strings, numbers or buffers. When written,
 * any {@code Integer}, {@code Long} or {@code BigInteger} becomes a number, and an {@code Instant}
 * a number of milliseconds since the epoch.
 *
 * <p>An accessor of an attribute that is absent or of another type throws {@link
 * IllegalStateException}: a missing number is never read as zero. Use {@link #has} or the {@code
 * optional} accessors where absence is expected.
 */
public final class Item {
  private static final Item EMPTY = new Item(Map.of());

  private final Map<String, Object> attributes;

  private Item(Map<String, Object> attributes) {
    this.attributes = attributes;
  }

  /** An item without attributes. */
  public static Item empty() {
    return EMPTY;
  }

  /** The item of these attributes, in their order. */
  public static Item of(Map<String, ?> attributes) {
    return new Item(Collections.unmodifiableMap(new LinkedHashMap<>(attributes)));
  }

  /** This item with one attribute added or replaced. */
  public Item with(String name, Object value) {
    Objects.requireNonNull(value, name);
    Map<String, Object> copy = new LinkedHashMap<>(attributes);
    copy.put(name, value);
    return new Item(Collections.unmodifiableMap(copy));
  }

  /** This item with the attribute added if the value is present, else this item. */
  public Item with(String name, Optional<?> value) {
    return value.map(present -> with(name, (Object) present)).orElse(this);
  }

  /** This item with the time after which readers ignore it and DynamoDB may delete it. */
  public Item expiringAt(Instant time) {
    return with(Attributes.TTL, time.getEpochSecond());
  }

  /** Whether the attribute is present. */
  public boolean has(String name) {
    return attributes.containsKey(name);
  }

  /** The attributes by name. */
  public Map<String, Object> attributes() {
    return attributes;
  }

  /** The text. */
  public String string(String name) {
    return required(name, String.class);
  }

  /** The text, if the attribute is there. */
  public Optional<String> optionalString(String name) {
    return has(name) ? Optional.of(string(name)) : Optional.empty();
  }

  /** The number, whole or not. */
  public BigDecimal decimal(String name) {
    return new BigDecimal(required(name, Number.class).toString());
  }

  /**
   * The whole number.
   *
   * @throws ArithmeticException if the number has a fraction or does not fit a {@code long}
   */
  public long number(String name) {
    return decimal(name).longValueExact();
  }

  /** The number, or the given one if the attribute is absent. */
  public long number(String name, long absent) {
    return has(name) ? number(name) : absent;
  }

  /** The truth value. */
  public boolean bool(String name) {
    return required(name, Boolean.class);
  }

  /** The time stored as milliseconds since the epoch. */
  public Instant instant(String name) {
    return attributes.get(name) instanceof Instant instant
        ? instant
        : Instant.ofEpochMilli(number(name));
  }

  /** The time, if the attribute is there. */
  public Optional<Instant> optionalInstant(String name) {
    return has(name) ? Optional.of(instant(name)) : Optional.empty();
  }

  /** A read-only view of the binary value. */
  public ByteBuffer binary(String name) {
    return required(name, ByteBuffer.class).asReadOnlyBuffer();
  }

  /** The attributes within a map. */
  public Item map(String name) {
    return required(name, Item.class);
  }

  /** The elements of a list. */
  public List<?> list(String name) {
    return required(name, List.class);
  }

  /** The strings of a list or string set. */
  public List<String> strings(String name) {
    Collection<?> values = required(name, Collection.class);
    return values.stream().map(String.class::cast).toList();
  }

  /** The elements of a set. */
  public Set<?> set(String name) {
    return required(name, Set.class);
  }

  private <T> T required(String name, Class<T> type) {
    @Nullable Object value = attributes.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalStateException(
          "attribute " + name + (value == null ? " is missing" : " is no " + type.getSimpleName()));
    }
    return type.cast(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Item that && attributes.equals(that.attributes);
  }

  @Override
  public int hashCode() {
    return attributes.hashCode();
  }

  /** The names only: values may be personal. */
  @Override
  public String toString() {
    return "Item" + attributes.keySet();
  }
}
