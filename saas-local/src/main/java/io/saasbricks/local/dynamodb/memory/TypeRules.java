package io.saasbricks.local.dynamodb.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an expression must satisfy once its values are known, whatever the item is. */
record TypeRules(String expression) {
  private static final Set<String> ORDERED = Set.of("S", "N", "B");
  private static final Set<String> PREFIXED = Set.of("S", "B");
  private static final Set<String> SIZED = Set.of("S", "B", "SS", "NS", "BS", "L", "M");
  private static final Set<String> DELETABLE = Set.of("SS", "NS", "BS");
  private static final Set<String> ADDABLE = Set.of("N", "SS", "NS", "BS");
  private static final String TYPE_NAMES = "{N,BS,L,B,NULL,M,S,SS,NS,BOOL}";
  private static final String UNKNOWN_TYPES =
      "{BOOL,BS,INT,FLOAT,HDS,B,HD,DOUBLESET,FS,M,DECIMAL,NS,N,DICT,S,L,NULL,DOUBLE,SS,INTSET,DECIMALSET}";
  private static final Map<String, String> LONG_NAMES =
      Map.of(
          "S",
          "STRING",
          "N",
          "NUMBER",
          "B",
          "BINARY",
          "BOOL",
          "BOOLEAN",
          "NULL",
          "NULL",
          "L",
          "LIST",
          "M",
          "MAP",
          "SS",
          "STRING_SET",
          "NS",
          "NUMBER_SET",
          "BS",
          "BINARY_SET");

  void check(Condition condition) {
    if (condition instanceof Condition.And and) {
      check(and.left());
      check(and.right());
    } else if (condition instanceof Condition.Or or) {
      check(or.left());
      check(or.right());
    } else if (condition instanceof Condition.Not not) {
      check(not.condition());
    } else if (condition instanceof Condition.Comparison comparison) {
      check(comparison);
    } else if (condition instanceof Condition.Between between) {
      check(between);
    } else if (condition instanceof Condition.In in) {
      List<Operand> operands = join(in.operand(), in.candidates());
      checkSizes(operands);
      checkDistinct("IN", operands);
    } else if (condition instanceof Condition.Test test) {
      check(test.call());
    }
  }

  private void check(Condition.Comparison comparison) {
    List<Operand> operands = List.of(comparison.left(), comparison.right());
    checkSizes(operands);
    checkDistinct(comparison.operator(), operands);
    if (!comparison.operator().equals("=") && !comparison.operator().equals("<>")) {
      checkTypes(comparison.operator(), operands, ORDERED);
    }
  }

  private void check(Condition.Between between) {
    List<Operand> operands = List.of(between.operand(), between.low(), between.high());
    checkSizes(operands);
    checkDistinct("BETWEEN", operands);
    checkTypes("BETWEEN", operands, ORDERED);
    if (between.low() instanceof Operand.Constant low
        && between.high() instanceof Operand.Constant high) {
      checkBounds(low.value(), high.value());
    }
  }

  private void checkBounds(Value low, Value high) {
    String bounds =
        "; lower bound operand: AttributeValue: %s, upper bound operand: AttributeValue: %s"
            .formatted(display(low), display(high));
    if (!low.type().equals(high.type())) {
      throw error(
          "The BETWEEN operator requires same data type for lower and upper bounds" + bounds);
    }
    if (Value.ORDER.compare(low, high) > 0) {
      throw error(
          "The BETWEEN operator requires upper bound to be greater than or equal to lower bound"
              + bounds);
    }
  }

  private static String display(Value value) {
    String text = ValueCodec.text(value);
    return "{" + value.type() + ":" + text + "}";
  }

  private void check(Operand.Call call) {
    checkSizes(call.arguments());
    switch (call.function()) {
      case "begins_with" -> {
        checkDistinct(call.function(), call.arguments());
        checkTypes(call.function(), call.arguments(), PREFIXED);
      }
      case "contains" -> checkDistinct(call.function(), call.arguments());
      case "attribute_type" -> checkTypeName(call.second());
      default -> {}
    }
  }

  private void checkTypeName(Operand operand) {
    String type = type(operand).orElse(UNKNOWN_TYPES);
    if (!(operand instanceof Operand.Constant constant
        && constant.value() instanceof Value.Text name)) {
      throw incorrectType("attribute_type", type);
    }
    if (!List.of(TYPE_NAMES.substring(1, TYPE_NAMES.length() - 1).split(","))
        .contains(name.value())) {
      throw error(
          "Invalid attribute type name found; type: %s, valid types: %s"
              .formatted(name.value(), TYPE_NAMES));
    }
  }

  private void checkSizes(List<Operand> operands) {
    for (Operand operand : operands) {
      if (operand instanceof Operand.Call call && call.function().equals("size")) {
        checkTypes("size", call.arguments(), SIZED);
      }
    }
  }

  void check(Update update) {
    for (Update.Action action : update.actions()) {
      action.operand().ifPresent(operand -> check(action.kind(), operand));
    }
  }

  private void check(Update.Kind kind, Operand operand) {
    switch (kind) {
      case ADD -> checkSetOperand(kind, operand, ADDABLE);
      case DELETE -> checkSetOperand(kind, operand, DELETABLE);
      default -> checkUpdateOperand(operand);
    }
  }

  private void checkSetOperand(Update.Kind kind, Operand operand, Set<String> allowed) {
    String type = type(operand).orElse("");
    if (!allowed.contains(type)) {
      throw error(
          "Incorrect operand type for operator or function; operator: %1$s, operand type: %2$s, typeSet: ALLOWED_FOR_%1$s_OPERAND"
              .formatted(kind, LONG_NAMES.get(type)));
    }
  }

  private void checkUpdateOperand(Operand operand) {
    if (operand instanceof Operand.Arithmetic sum) {
      checkUpdateOperand(sum.left());
      checkUpdateOperand(sum.right());
      checkTypes(sum.operator(), List.of(sum.left(), sum.right()), Set.of("N"));
    } else if (operand instanceof Operand.Call call) {
      call.arguments().forEach(this::checkUpdateOperand);
      if (call.function().equals("list_append")) {
        checkTypes(call.function(), call.arguments(), Set.of("L"));
      } else {
        checkDistinct(call.function(), call.arguments());
      }
    }
  }

  private void checkTypes(String operator, List<Operand> operands, Set<String> allowed) {
    for (Operand operand : operands) {
      type(operand)
          .filter(type -> !allowed.contains(type))
          .ifPresent(
              type -> {
                throw incorrectType(operator, type);
              });
    }
  }

  private void checkDistinct(String operator, List<Operand> operands) {
    Operand first = operands.get(0);
    if (first instanceof DocumentPath && operands.lastIndexOf(first) > 0) {
      throw error(
          "The first operand must be distinct from the remaining operands for this operator or function; operator: %s, first operand: %s"
              .formatted(operator, first));
    }
  }

  /** The type an operand has in every item, if it has one. */
  private static Optional<String> type(Operand operand) {
    if (operand instanceof Operand.Constant constant) {
      return Optional.of(constant.value().type());
    }
    if (operand instanceof Operand.Call call) {
      return call.function().equals("size") ? Optional.of("N") : Optional.empty();
    }
    return Optional.empty();
  }

  private static List<Operand> join(Operand first, List<Operand> rest) {
    List<Operand> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  private ServiceError incorrectType(String operator, String type) {
    return error(
        "Incorrect operand type for operator or function; operator or function: %s, operand type: %s"
            .formatted(operator, type));
  }

  private ServiceError error(String message) {
    return ServiceError.validation("Invalid " + expression + ": " + message);
  }
}
