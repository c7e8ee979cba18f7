package io.saasbricks.local.dynamodb.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a key condition selects: one partition and, of its items, those whose sort key lies between
 * two ends and satisfies a test.
 */
record KeyCondition(Value partition, Key from, Key to, Optional<Condition> sortCondition) {
  private static final Map<String, String> MIRRORED =
      Map.of("=", "=", "<", ">", "<=", ">=", ">", "<", ">=", "<=");

  /** The meaning of a bound key condition on a table or index. */
  static KeyCondition of(Condition condition, KeySchema schema) {
    Map<String, Condition> byAttribute = new HashMap<>();
    List<Condition> parts = parts(condition);
    for (Condition part : parts) {
      if (byAttribute.put(attribute(part), part) != null) {
        throw ServiceError.validation(
            "KeyConditionExpressions must only contain one condition per key");
      }
    }
    if (parts.size() > 2) {
      throw ServiceError.validation("Conditions can be of length 1 or 2 only");
    }
    Condition onPartition = byAttribute.remove(schema.partition());
    Optional<Condition> onSort = schema.sort().map(byAttribute::remove);
    if (onPartition == null || !byAttribute.isEmpty()) {
      throw ServiceError.validation("Query condition missed key schema element");
    }
    if (!(onPartition instanceof Condition.Comparison equality
        && equality.operator().equals("="))) {
      throw ServiceError.validation("Query key condition not supported");
    }
    checkValues(onPartition, schema);
    onSort.ifPresent(part -> checkValues(part, schema));
    return of(constants(onPartition).get(0), onSort);
  }

  private static KeyCondition of(Value partition, Optional<Condition> onSort) {
    Key from = Key.before(partition);
    Key to = Key.after(partition);
    if (onSort.isPresent()) {
      List<Value> values = constants(onSort.get());
      if (!isUpperBound(onSort.get())) {
        from = Key.before(partition, values.get(0));
      }
      if (onSort.get() instanceof Condition.Between) {
        to = Key.after(partition, values.get(1));
      } else if (isUpperBound(onSort.get()) || isEquality(onSort.get())) {
        to = Key.after(partition, values.get(0));
      }
    }
    return new KeyCondition(partition, from, to, onSort);
  }

  private static boolean isUpperBound(Condition condition) {
    return condition instanceof Condition.Comparison comparison
        && comparison.operator().startsWith("<");
  }

  private static boolean isEquality(Condition condition) {
    return condition instanceof Condition.Comparison comparison
        && comparison.operator().equals("=");
  }

  boolean includes(Value.Document item) {
    return sortCondition.isEmpty() || new Evaluator(item).test(sortCondition.get());
  }

  private static List<Condition> parts(Condition condition) {
    if (condition instanceof Condition.And and) {
      List<Condition> parts = new ArrayList<>(parts(and.left()));
      parts.addAll(parts(and.right()));
      return parts;
    }
    return List.of(normalised(condition));
  }

  /** The condition with its attribute first, or a refusal of what keys cannot be asked. */
  private static Condition normalised(Condition condition) {
    if (condition instanceof Condition.Between between) {
      return new Condition.Between(
          path(between.operand()), constant(between.low()), constant(between.high()));
    }
    if (condition instanceof Condition.Test test && test.call().function().equals("begins_with")) {
      path(test.call().first());
      constant(test.call().second());
      return condition;
    }
    if (condition instanceof Condition.Comparison comparison
        && MIRRORED.containsKey(comparison.operator())) {
      return comparison.left() instanceof Operand.Constant
          ? comparison(comparison.right(), mirrored(comparison), comparison.left())
          : comparison(comparison.left(), comparison.operator(), comparison.right());
    }
    throw ServiceError.validation(
        "Invalid operator used in KeyConditionExpression: " + operator(condition));
  }

  private static String mirrored(Condition.Comparison comparison) {
    return MIRRORED.getOrDefault(comparison.operator(), comparison.operator());
  }

  private static Condition comparison(Operand left, String operator, Operand right) {
    return new Condition.Comparison(operator, path(left), constant(right));
  }

  private static String operator(Condition condition) {
    if (condition instanceof Condition.Or) {
      return "OR";
    }
    if (condition instanceof Condition.Not) {
      return "NOT";
    }
    if (condition instanceof Condition.In) {
      return "IN";
    }
    return condition instanceof Condition.Test test
        ? test.call().function()
        : ((Condition.Comparison) condition).operator();
  }

  private static DocumentPath path(Operand operand) {
    if (!(operand instanceof DocumentPath path)) {
      throw ServiceError.validation("KeyConditionExpressions cannot contain nested operations");
    }
    if (path.steps().size() > 1) {
      throw ServiceError.validation(
          "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
              + " allowed: Key: "
              + path.attribute());
    }
    return path;
  }

  private static Operand constant(Operand operand) {
    if (operand instanceof DocumentPath) {
      throw ServiceError.validation(
          "Invalid condition in KeyConditionExpression: Multiple attribute names used in one"
              + " condition");
    }
    if (operand instanceof Operand.Constant) {
      return operand;
    }
    throw ServiceError.validation("KeyConditionExpressions cannot contain nested operations");
  }

  private static String attribute(Condition normalised) {
    if (normalised instanceof Condition.Between between) {
      return path(between.operand()).attribute();
    }
    if (normalised instanceof Condition.Test test) {
      return path(test.call().first()).attribute();
    }
    return path(((Condition.Comparison) normalised).left()).attribute();
  }

  private static List<Value> constants(Condition normalised) {
    List<Operand> operands;
    if (normalised instanceof Condition.Between between) {
      operands = List.of(between.low(), between.high());
    } else if (normalised instanceof Condition.Test test) {
      operands = List.of(test.call().second());
    } else {
      operands = List.of(((Condition.Comparison) normalised).right());
    }
    return operands.stream().map(operand -> ((Operand.Constant) operand).value()).toList();
  }

  private static void checkValues(Condition part, KeySchema schema) {
    String name = attribute(part);
    for (Value value : constants(part)) {
      if (!value.type().equals(schema.types().get(name))) {
        throw ServiceError.validation(
            "One or more parameter values were invalid: Condition parameter type does not match"
                + " schema type");
      }
      KeySchema.checkNotEmpty(name, value);
    }
  }
}
