package io.saasbricks.local.dynamodb.memory;

import java.util.List;
import java.util.stream.Stream;

/** A condition, filter or key condition, as parsed. */
sealed interface Condition {

  /** All paths in it. */
  List<DocumentPath> paths();

  /** {@code left operator right}, the operator being one of {@code = <> < <= > >=}. */
  record Comparison(String operator, Operand left, Operand right) implements Condition {
    @Override
    public List<DocumentPath> paths() {
      return Operand.paths(List.of(left, right));
    }
  }

  /** {@code operand BETWEEN low AND high}, both ends included. */
  record Between(Operand operand, Operand low, Operand high) implements Condition {
    @Override
    public List<DocumentPath> paths() {
      return Operand.paths(List.of(operand, low, high));
    }
  }

  /** {@code operand IN (a, b, c)}. */
  record In(Operand operand, List<Operand> candidates) implements Condition {
    public In {
      candidates = List.copyOf(candidates);
    }

    @Override
    public List<DocumentPath> paths() {
      return join(Operand.paths(List.of(operand)), Operand.paths(candidates));
    }
  }

  /** A boolean function. */
  record Test(Operand.Call call) implements Condition {
    @Override
    public List<DocumentPath> paths() {
      return Operand.paths(call.arguments());
    }
  }

  /** Both. */
  record And(Condition left, Condition right) implements Condition {
    @Override
    public List<DocumentPath> paths() {
      return join(left.paths(), right.paths());
    }
  }

  /** At least one. */
  record Or(Condition left, Condition right) implements Condition {
    @Override
    public List<DocumentPath> paths() {
      return join(left.paths(), right.paths());
    }
  }

  /** The opposite. */
  record Not(Condition condition) implements Condition {
    @Override
    public List<DocumentPath> paths() {
      return condition.paths();
    }
  }

  private static List<DocumentPath> join(List<DocumentPath> first, List<DocumentPath> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
