package io.saasbricks.local.dynamodb.memory;

import java.util.ArrayList;
import java.util.List;

/** Something in an expression that has a value. */
sealed interface Operand
    permits DocumentPath, Operand.Placeholder, Operand.Constant, Operand.Call, Operand.Arithmetic {

  /** A value not yet looked up, such as {@code :limit}. */
  record Placeholder(String name) implements Operand {}

  /** A value given with the request. */
  record Constant(Value value) implements Operand {}

  /** A function call; boolean functions stand inside {@link Condition.Test}. */
  record Call(String function, List<Operand> arguments) implements Operand {
    public Call {
      arguments = List.copyOf(arguments);
    }

    Operand first() {
      return arguments.get(0);
    }

    Operand second() {
      return arguments.get(1);
    }
  }

  /** A sum or difference in an update. */
  record Arithmetic(String operator, Operand left, Operand right) implements Operand {}

  /** The paths among operands and inside their calls. */
  static List<DocumentPath> paths(List<Operand> operands) {
    List<DocumentPath> paths = new ArrayList<>();
    for (Operand operand : operands) {
      if (operand instanceof DocumentPath path) {
        paths.add(path);
      } else if (operand instanceof Call call) {
        paths.addAll(paths(call.arguments()));
      }
    }
    return paths;
  }
}
