package io.saasbricks.local.dynamodb.memory;

import java.util.List;
import java.util.Optional;

/** The way to a value inside an item, such as {@code orders[2].price}. */
record DocumentPath(List<Step> steps) implements Operand {

  DocumentPath {
    steps = List.copyOf(steps);
  }

  /** One level down. */
  sealed interface Step {
    /** Into a map; before names are bound, {@code name} may be a placeholder such as {@code #a}. */
    record Field(String name) implements Step {
      @Override
      public String toString() {
        return name;
      }
    }

    /** Into a list. */
    record Index(int position) implements Step {
      @Override
      public String toString() {
        return "[" + position + "]";
      }
    }
  }

  /** The attribute the path starts at. */
  String attribute() {
    return ((Step.Field) steps.get(0)).name();
  }

  Optional<Value> find(Value.Document item) {
    Optional<Value> value = Optional.of(item);
    for (Step step : steps) {
      value = value.flatMap(container -> child(container, step));
    }
    return value;
  }

  static Optional<Value> child(Value container, Step step) {
    if (step instanceof Step.Field field && container instanceof Value.Document map) {
      return map.get(field.name());
    }
    if (step instanceof Step.Index index && container instanceof Value.Sequence list) {
      return index.position() < list.elements().size()
          ? Optional.of(list.elements().get(index.position()))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** Refuses two paths of one expression of which one contains the other, or that disagree. */
  static void checkDistinct(String expression, List<DocumentPath> paths) {
    for (int second = 1; second < paths.size(); second++) {
      for (int first = 0; first < second; first++) {
        paths.get(first).checkAgainst(expression, paths.get(second));
      }
    }
  }

  private void checkAgainst(String expression, DocumentPath other) {
    int common = Math.min(steps.size(), other.steps.size());
    for (int i = 0; i < common; i++) {
      if (!steps.get(i).equals(other.steps.get(i))) {
        if (steps.get(i).getClass() != other.steps.get(i).getClass()) {
          throw clash(expression, "conflict", other);
        }
        return;
      }
    }
    throw clash(expression, "overlap", other);
  }

  private ServiceError clash(String expression, String verb, DocumentPath other) {
    return ServiceError.validation(
        "Invalid %s: Two document paths %s with each other; must remove or rewrite one of these paths; path one: %s, path two: %s"
            .formatted(expression, verb, this, other));
  }

  @Override
  public String toString() {
    return steps.toString();
  }
}
