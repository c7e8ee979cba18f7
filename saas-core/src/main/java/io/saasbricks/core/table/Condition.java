package io.saasbricks.core.table;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must hold of an item for a write to happen, or for a read to return it. Immutable. */
public final class Condition {
  private static final Condition ALWAYS = new Condition(p -> "");

  private final Function<Placeholders, String> text;

  Condition(Function<Placeholders, String> text) {
    this.text = text;
  }

  /** Holds of every item, and of none. */
  public static Condition always() {
    return ALWAYS;
  }

  /** The item is there. */
  public static Condition exists() {
    return Attribute.attribute(Attributes.PARTITION).exists();
  }

  /** No item is there. One that has expired but is not yet deleted still counts as there. */
  public static Condition absent() {
    return Attribute.attribute(Attributes.PARTITION).missing();
  }

  /** No item is there, or one that readers no longer see because it expired by the given time. */
  public static Condition absentOrExpired(Instant now) {
    return absent().or(Attribute.attribute(Attributes.TTL).atMost(now.getEpochSecond()));
  }

  /** Every one of these holds. */
  public static Condition all(Condition... conditions) {
    return join(" AND ", conditions);
  }

  /** At least one of these holds. */
  public static Condition any(Condition... conditions) {
    return join(" OR ", conditions);
  }

  /** This and the other hold. */
  public Condition and(Condition other) {
    return all(this, other);
  }

  /** This or the other holds. */
  public Condition or(Condition other) {
    return any(this, other);
  }

  /**
   * This does not hold.
   *
   * @throws IllegalStateException if this always holds: nothing could then be written
   */
  public Condition negated() {
    if (isAlways()) {
      throw new IllegalStateException("a condition that always holds cannot be negated");
    }
    return new Condition(p -> "NOT (" + render(p) + ")");
  }

  boolean isAlways() {
    return this == ALWAYS;
  }

  String render(Placeholders placeholders) {
    return text.apply(placeholders);
  }

  private static Condition join(String operator, Condition... conditions) {
    List<Condition> restricting = Arrays.stream(conditions).filter(c -> !c.isAlways()).toList();
    if (restricting.size() < conditions.length && operator.equals(" OR ")) {
      return ALWAYS;
    }
    if (restricting.isEmpty()) {
      return ALWAYS;
    }
    if (restricting.size() == 1) {
      return restricting.get(0);
    }
    return new Condition(
        p ->
            restricting.stream()
                .map(c -> "(" + c.render(p) + ")")
                .collect(Collectors.joining(operator)));
  }
}
