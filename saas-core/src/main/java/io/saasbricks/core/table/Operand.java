package io.saasbricks.core.table;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Something an expression can compare or assign: an {@link Attribute}, its size, or a sum.
 *
 * <p>Arguments typed {@code Object} are values as an {@link Item} takes them, or operands.
 * Immutable.
 */
public sealed interface Operand permits Attribute, Computed {
  /** The text of this operand, with its names and values as placeholders. */
  String render(Placeholders placeholders);

  /** The sum of this and a number. Only valid as the right-hand side of a {@link Update#set}. */
  default Operand plus(Object number) {
    return new Computed(p -> render(p) + " + " + p.operand(number));
  }

  /** The difference of this and a number. Only valid as the right-hand side of a {@code set}. */
  default Operand minus(Object number) {
    return new Computed(p -> render(p) + " - " + p.operand(number));
  }

  /** Both are of one type and equal. */
  default Condition equalTo(Object value) {
    return compare("=", value);
  }

  /** The two differ, also in type, or this is absent. */
  default Condition notEqualTo(Object value) {
    return compare("<>", value);
  }

  /** Both are of one type and this comes first. */
  default Condition lessThan(Object value) {
    return compare("<", value);
  }

  /** Both are of one type and this does not come last. */
  default Condition atMost(Object value) {
    return compare("<=", value);
  }

  /** Both are of one type and this comes last. */
  default Condition greaterThan(Object value) {
    return compare(">", value);
  }

  /** Both are of one type and this does not come first. */
  default Condition atLeast(Object value) {
    return compare(">=", value);
  }

  /** Whether this is one of 1 to 100 values. */
  default Condition in(Object... values) {
    return new Condition(
        p ->
            render(p)
                + " IN ("
                + Arrays.stream(values).map(p::operand).collect(Collectors.joining(", "))
                + ")");
  }

  private Condition compare(String comparator, Object value) {
    return new Condition(p -> render(p) + " " + comparator + " " + p.operand(value));
  }
}
