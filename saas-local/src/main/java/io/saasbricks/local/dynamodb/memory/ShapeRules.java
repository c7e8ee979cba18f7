package io.saasbricks.local.dynamodb.memory;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an expression must satisfy whatever its names and values are. */
record ShapeRules(String expression) {
  private static final Map<String, Integer> BOOLEAN_FUNCTIONS =
      Map.of(
          "attribute_exists", 1,
          "attribute_not_exists", 1,
          "attribute_type", 2,
          "begins_with", 2,
          "contains", 2);
  private static final Map<String, Integer> UPDATE_FUNCTIONS =
      Map.of("if_not_exists", 2, "list_append", 2);
  private static final Set<String> OF_A_PATH =
      Set.of("attribute_exists", "attribute_not_exists", "if_not_exists");

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
      checkOperands(List.of(comparison.left(), comparison.right()));
    } else if (condition instanceof Condition.Between between) {
      checkOperands(List.of(between.operand(), between.low(), between.high()));
    } else if (condition instanceof Condition.In in) {
      check(in.operand());
      checkOperands(in.candidates());
    } else if (condition instanceof Condition.Test test) {
      checkTest(test.call());
    }
  }

  void check(Update update) {
    for (Update.Action action : update.actions()) {
      check(action.path());
      action.operand().ifPresent(this::check);
    }
  }

  void check(Operand operand) {
    if (operand instanceof DocumentPath path) {
      path.steps().forEach(this::checkWord);
    } else if (operand instanceof Operand.Call call) {
      checkValueFunction(call);
    } else if (operand instanceof Operand.Arithmetic sum) {
      checkOperands(List.of(sum.left(), sum.right()));
      refuseListAppend(sum.left());
      refuseListAppend(sum.right());
    }
  }

  private void checkOperands(List<Operand> operands) {
    operands.forEach(this::check);
  }

  private void checkWord(DocumentPath.Step step) {
    if (step instanceof DocumentPath.Step.Field field && ReservedWords.contains(field.name())) {
      throw error("Attribute name is a reserved keyword; reserved keyword: " + field.name());
    }
  }

  private void checkTest(Operand.Call call) {
    checkAllowed(call);
    Integer arity = BOOLEAN_FUNCTIONS.get(call.function());
    if (arity == null) {
      throw misused(call);
    }
    checkArguments(call, arity);
  }

  private void checkValueFunction(Operand.Call call) {
    checkAllowed(call);
    if (expression.equals(UpdateParser.EXPRESSION)) {
      checkArguments(call, UPDATE_FUNCTIONS.getOrDefault(call.function(), 0));
      call.arguments().forEach(this::refuseListAppend);
    } else if (call.function().equals("size")) {
      checkArguments(call, 1);
    } else {
      throw misused(call);
    }
  }

  /** Only {@code if_not_exists} may stand inside something else. */
  private void refuseListAppend(Operand operand) {
    if (operand instanceof Operand.Call call && call.function().equals("list_append")) {
      throw misused(call);
    }
  }

  private void checkAllowed(Operand.Call call) {
    String function = call.function();
    boolean ofUpdates = UPDATE_FUNCTIONS.containsKey(function);
    boolean ofConditions = BOOLEAN_FUNCTIONS.containsKey(function) || function.equals("size");
    if (!ofUpdates && !ofConditions) {
      throw error("Invalid function name; function: " + function);
    }
    boolean update = expression.equals(UpdateParser.EXPRESSION);
    if (update != ofUpdates) {
      throw error(
          "The function is not allowed in %s expression; function: %s"
              .formatted(update ? "an update" : "a condition", function));
    }
  }

  private void checkArguments(Operand.Call call, int arity) {
    if (call.arguments().size() != arity) {
      throw error(
          "Incorrect number of operands for operator or function; operator or function: %s, number of operands: %d"
              .formatted(call.function(), call.arguments().size()));
    }
    if (OF_A_PATH.contains(call.function()) && !(call.first() instanceof DocumentPath)) {
      throw error(
          "Operator or function requires a document path; operator or function: "
              + call.function());
    }
    checkOperands(call.arguments());
  }

  private ServiceError misused(Operand.Call call) {
    return error(
        "The function is not allowed to be used this way in an expression; function: "
            + call.function());
  }

  private ServiceError error(String message) {
    return ServiceError.validation("Invalid " + expression + ": " + message);
  }
}
