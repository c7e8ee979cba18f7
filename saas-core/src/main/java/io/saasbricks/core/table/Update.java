package io.saasbricks.core.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A change of an item's attributes, applied atomically. Immutable; {@link #and} joins changes.
 *
 * <p>Right-hand sides see the item as it was before the update. Key attributes cannot be written.
 */
public final class Update {
  private enum Clause {
    SET,
    REMOVE,
    ADD,
    DELETE
  }

  private record Action(Clause clause, Function<Placeholders, String> text) {}

  private static final Update NOTHING = new Update(List.of());

  private final List<Action> actions;

  private Update(List<Action> actions) {
    this.actions = actions;
  }

  /** Changes nothing. */
  public static Update nothing() {
    return NOTHING;
  }

  /** Assigns a value, or an operand such as {@code attribute("n").orElse(0).plus(1)}. */
  public static Update set(String name, Object value) {
    return set(Attribute.attribute(name), value);
  }

  /** Assigns a value or an operand to an attribute or to a member of a map that is there. */
  public static Update set(Attribute attribute, Object value) {
    return action(Clause.SET, attribute, p -> attribute.render(p) + " = " + p.operand(value));
  }

  /** Assigns a value unless the attribute is there. */
  public static Update setIfAbsent(String name, Object value) {
    Attribute attribute = Attribute.attribute(name);
    return set(attribute, attribute.orElse(value));
  }

  /** Adds to a number that starts from zero. Not idempotent: guard it with a condition. */
  public static Update increment(String name, Object by) {
    Attribute attribute = Attribute.attribute(name);
    return set(attribute, attribute.orElse(0).plus(by));
  }

  /** Adds a number to a top-level number, or elements to a set. Not idempotent for numbers. */
  public static Update add(String name, Object value) {
    Attribute attribute = Attribute.attribute(name);
    return action(Clause.ADD, attribute, p -> attribute.render(p) + " " + p.operand(value));
  }

  /** Takes elements out of a set. */
  public static Update delete(String name, Object elements) {
    Attribute attribute = Attribute.attribute(name);
    return action(Clause.DELETE, attribute, p -> attribute.render(p) + " " + p.operand(elements));
  }

  /** Takes the attribute away; an absent one is no error. */
  public static Update remove(String name) {
    return remove(Attribute.attribute(name));
  }

  /** Takes the attribute or member away; an absent one is no error. */
  public static Update remove(Attribute attribute) {
    return action(Clause.REMOVE, attribute, attribute::render);
  }

  /** Both changes in one write. */
  public Update and(Update other) {
    List<Action> joined = new ArrayList<>(actions);
    joined.addAll(other.actions);
    return new Update(List.copyOf(joined));
  }

  boolean isNothing() {
    return actions.isEmpty();
  }

  String render(Placeholders placeholders) {
    StringBuilder expression = new StringBuilder();
    for (Clause clause : Clause.values()) {
      String texts =
          actions.stream()
              .filter(action -> action.clause() == clause)
              .map(action -> action.text().apply(placeholders))
              .collect(Collectors.joining(", "));
      if (!texts.isEmpty()) {
        expression.append(expression.isEmpty() ? "" : " ").append(clause).append(' ').append(texts);
      }
    }
    return expression.toString();
  }

  private static Update action(
      Clause clause, Attribute target, Function<Placeholders, String> text) {
    if (Attributes.isKey(target.root())) {
      throw new IllegalArgumentException("key attribute " + target + " cannot be updated");
    }
    return new Update(List.of(new Action(clause, text)));
  }
}
