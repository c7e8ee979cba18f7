package io.saasbricks.local.dynamodb.memory;

import io.saasbricks.local.dynamodb.memory.DocumentPath.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Applies a bound update to one item; every operand is read from the item as it was. */
record ItemEditor(Value.Document before) {
  private static final Comparator<Update.Action> BY_PATH =
      Comparator.comparing(Update.Action::path, ItemEditor::comparePositions);

  /** The item after the update. */
  Value.Document apply(Update update) {
    Value after = before;
    for (Update.Action action : ordered(update)) {
      after = edit(after, action.path().steps(), change(action));
    }
    return (Value.Document) after;
  }

  /**
   * Values first, in order of list positions, so that elements set beyond the end are appended in
   * that order; then removals from the back, so that positions still mean what was written.
   */
  private static List<Update.Action> ordered(Update update) {
    List<Update.Action> actions = new ArrayList<>();
    update.actions().stream()
        .filter(action -> action.kind() != Update.Kind.REMOVE)
        .filter(action -> action.kind() != Update.Kind.DELETE)
        .sorted(BY_PATH)
        .forEach(actions::add);
    update.actions().stream()
        .filter(action -> !actions.contains(action))
        .sorted(BY_PATH.reversed())
        .forEach(actions::add);
    return actions;
  }

  private static int comparePositions(DocumentPath left, DocumentPath right) {
    int common = Math.min(left.steps().size(), right.steps().size());
    for (int i = 0; i < common; i++) {
      if (left.steps().get(i) instanceof Step.Index a
          && right.steps().get(i) instanceof Step.Index b
          && a.position() != b.position()) {
        return Integer.compare(a.position(), b.position());
      }
      if (!left.steps().get(i).equals(right.steps().get(i))) {
        return left.steps().get(i).toString().compareTo(right.steps().get(i).toString());
      }
    }
    return 0;
  }

  private UnaryOperator<Optional<Value>> change(Update.Action action) {
    Optional<Value> operand = action.operand().map(this::value);
    return switch (action.kind()) {
      case SET -> current -> operand;
      case REMOVE -> current -> Optional.empty();
      case ADD ->
          current -> operand.map(value -> current.map(old -> sum(old, value)).orElse(value));
      case DELETE -> current -> current.flatMap(old -> difference(old, operand.orElse(old)));
    };
  }

  private static Value edit(
      Value container, List<Step> steps, UnaryOperator<Optional<Value>> change) {
    Step step = steps.get(0);
    Optional<Value> child = DocumentPath.child(container, step);
    if (steps.size() == 1) {
      return replace(container, step, change.apply(child));
    }
    Value inner = child.orElseThrow(ItemEditor::invalidPath);
    return replace(
        container, step, Optional.of(edit(inner, steps.subList(1, steps.size()), change)));
  }

  private static Value replace(Value container, Step step, Optional<Value> value) {
    if (step instanceof Step.Field field && container instanceof Value.Document map) {
      return map.with(field.name(), value);
    }
    if (step instanceof Step.Index index && container instanceof Value.Sequence list) {
      return replace(list, index.position(), value);
    }
    throw invalidPath();
  }

  private static Value.Sequence replace(Value.Sequence list, int position, Optional<Value> value) {
    List<Value> elements = new ArrayList<>(list.elements());
    boolean inside = position < elements.size();
    if (value.isEmpty() && inside) {
      elements.remove(position);
    } else if (value.isPresent() && inside) {
      elements.set(position, value.get());
    } else {
      value.ifPresent(elements::add);
    }
    return new Value.Sequence(elements);
  }

  private Value value(Operand operand) {
    if (operand instanceof Operand.Constant constant) {
      return constant.value();
    }
    if (operand instanceof DocumentPath path) {
      return path.find(before)
          .orElseThrow(
              () ->
                  ServiceError.validation(
                      "The provided expression refers to an attribute that does not exist in the"
                          + " item"));
    }
    if (operand instanceof Operand.Arithmetic sum) {
      return arithmetic(sum);
    }
    return call((Operand.Call) operand);
  }

  private Value call(Operand.Call call) {
    if (call.function().equals("list_append")) {
      List<Value> joined = new ArrayList<>(elements(value(call.first())));
      joined.addAll(elements(value(call.second())));
      return new Value.Sequence(joined);
    }
    Optional<Value> existing = ((DocumentPath) call.first()).find(before);
    return existing.orElseGet(() -> value(call.second()));
  }

  private static List<Value> elements(Value value) {
    if (value instanceof Value.Sequence list) {
      return list.elements();
    }
    throw incorrectType();
  }

  private Value arithmetic(Operand.Arithmetic sum) {
    Value.Decimal left = number(value(sum.left()));
    Value.Decimal right = number(value(sum.right()));
    return Numbers.check(
        sum.operator().equals("+")
            ? left.value().add(right.value())
            : left.value().subtract(right.value()));
  }

  private static Value.Decimal number(Value value) {
    if (value instanceof Value.Decimal decimal) {
      return decimal;
    }
    throw incorrectType();
  }

  private static Value sum(Value old, Value added) {
    if (old instanceof Value.ScalarSet set && added.type().equals(set.type())) {
      List<Value> all = new ArrayList<>(set.elements());
      all.addAll(((Value.ScalarSet) added).elements());
      return Value.ScalarSet.of(set.type(), all);
    }
    return Numbers.check(number(old).value().add(number(added).value()));
  }

  private static Optional<Value> difference(Value old, Value removed) {
    if (!(old instanceof Value.ScalarSet set && removed.type().equals(set.type()))) {
      throw incorrectType();
    }
    List<Value> left = new ArrayList<>(set.elements());
    left.removeAll(((Value.ScalarSet) removed).elements());
    return left.isEmpty() ? Optional.empty() : Optional.of(new Value.ScalarSet(set.type(), left));
  }

  private static ServiceError invalidPath() {
    return ServiceError.validation(
        "The document path provided in the update expression is invalid for update");
  }

  private static ServiceError incorrectType() {
    return ServiceError.validation(
        "An operand in the update expression has an incorrect data type");
  }
}
