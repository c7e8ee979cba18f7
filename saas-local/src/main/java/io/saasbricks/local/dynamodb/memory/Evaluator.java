package io.saasbricks.local.dynamodb.memory;

import java.math.BigDecimal;
import java.util.Optional;

/** Decides bound conditions on one item; an absent item is an empty one. */
record Evaluator(Value.Document item) {

  boolean test(Condition condition) {
    if (condition instanceof Condition.And and) {
      return test(and.left()) && test(and.right());
    }
    if (condition instanceof Condition.Or or) {
      return test(or.left()) || test(or.right());
    }
    if (condition instanceof Condition.Not not) {
      return !test(not.condition());
    }
    if (condition instanceof Condition.Between between) {
      return compare(between.operand(), ">=", between.low())
          && compare(between.operand(), "<=", between.high());
    }
    if (condition instanceof Condition.In in) {
      return in.candidates().stream().anyMatch(other -> compare(in.operand(), "=", other));
    }
    if (condition instanceof Condition.Test test) {
      return test(test.call());
    }
    Condition.Comparison comparison = (Condition.Comparison) condition;
    return compare(comparison.left(), comparison.operator(), comparison.right());
  }

  private boolean compare(Operand left, String operator, Operand right) {
    return compare(value(left), operator, value(right));
  }

  private static boolean compare(Optional<Value> left, String operator, Optional<Value> right) {
    if (operator.equals("<>")) {
      return !compare(left, "=", right);
    }
    if (left.isEmpty() || right.isEmpty()) {
      return false;
    }
    return operator.equals("=")
        ? left.equals(right)
        : compareOrder(left.get(), operator, right.get());
  }

  private static boolean compareOrder(Value left, String operator, Value right) {
    if (!left.type().equals(right.type()) || !"SNB".contains(left.type())) {
      return false;
    }
    int order = Value.ORDER.compare(left, right);
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private boolean test(Operand.Call call) {
    Optional<Value> first = value(call.first());
    return switch (call.function()) {
      case "attribute_exists" -> first.isPresent();
      case "attribute_not_exists" -> first.isEmpty();
      case "attribute_type" -> first.isPresent() && isOfType(first.get(), value(call.second()));
      case "begins_with" -> holds(first, value(call.second()), Evaluator::beginsWith);
      default -> holds(first, value(call.second()), Evaluator::contains);
    };
  }

  private static boolean isOfType(Value value, Optional<Value> type) {
    return type.equals(Optional.of(new Value.Text(value.type())));
  }

  private static boolean holds(Optional<Value> first, Optional<Value> second, Relation relation) {
    return first.isPresent() && second.isPresent() && relation.test(first.get(), second.get());
  }

  private static boolean beginsWith(Value value, Value prefix) {
    if (value instanceof Value.Text text && prefix instanceof Value.Text start) {
      return text.value().startsWith(start.value());
    }
    return value instanceof Value.Binary binary
        && prefix instanceof Value.Binary start
        && binary.bytes().startsWith(start.bytes());
  }

  private static boolean contains(Value container, Value part) {
    if (container instanceof Value.Text text && part instanceof Value.Text piece) {
      return text.value().contains(piece.value());
    }
    if (container instanceof Value.Binary binary && part instanceof Value.Binary piece) {
      return binary.bytes().contains(piece.bytes());
    }
    if (container instanceof Value.ScalarSet set) {
      return set.elements().contains(part);
    }
    return container instanceof Value.Sequence list && list.elements().contains(part);
  }

  private Optional<Value> value(Operand operand) {
    if (operand instanceof Operand.Constant constant) {
      return Optional.of(constant.value());
    }
    if (operand instanceof DocumentPath path) {
      return path.find(item);
    }
    return value(((Operand.Call) operand).first()).flatMap(Evaluator::size);
  }

  private static Optional<Value> size(Value value) {
    if (value instanceof Value.Text text) {
      return number(ItemSize.utf8(text.value()));
    }
    if (value instanceof Value.Binary binary) {
      return number(binary.bytes().length());
    }
    if (value instanceof Value.ScalarSet set) {
      return number(set.elements().size());
    }
    if (value instanceof Value.Sequence list) {
      return number(list.elements().size());
    }
    return value instanceof Value.Document map ? number(map.entries().size()) : Optional.empty();
  }

  private static Optional<Value> number(int size) {
    return Optional.of(new Value.Decimal(BigDecimal.valueOf(size)));
  }

  private interface Relation {
    boolean test(Value first, Value second);
  }
}
