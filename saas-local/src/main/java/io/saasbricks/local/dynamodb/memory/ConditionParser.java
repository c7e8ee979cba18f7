package io.saasbricks.local.dynamodb.memory;

import io.saasbricks.local.dynamodb.memory.Lexer.Kind;
import java.util.List;
import java.util.Set;

/** The grammar of condition, filter and key condition expressions. */
final class ConditionParser extends Parser {
  private static final Set<String> COMPARATORS = Set.of("=", "<>", "<", "<=", ">", ">=");
  private static final int MOST_CANDIDATES = 100;

  private ConditionParser(String expression, String text) {
    super(expression, text);
  }

  /**
   * @param expression the name of the expression for messages, such as {@code FilterExpression}
   */
  static Condition parse(String expression, String text) {
    ConditionParser parser = new ConditionParser(expression, text);
    Condition condition = parser.whole(parser::disjunction);
    new ShapeRules(expression).check(condition);
    return condition;
  }

  private Condition disjunction() {
    return asCondition(disjunctionOrOperand());
  }

  /** Inside parentheses an operand may stand where a condition may, as in {@code (a) = :v}. */
  private Object disjunctionOrOperand() {
    Object left = conjunctionOrOperand();
    while (acceptKeyword("OR")) {
      countOperator();
      left = new Condition.Or(asCondition(left), asCondition(conjunctionOrOperand()));
    }
    return left;
  }

  private Object conjunctionOrOperand() {
    Object left = negationOrOperand();
    while (peek().isKeyword("AND") && left instanceof Condition condition) {
      next();
      countOperator();
      left = new Condition.And(condition, asCondition(negationOrOperand()));
    }
    return left;
  }

  private Object negationOrOperand() {
    if (acceptKeyword("NOT")) {
      countOperator();
      return new Condition.Not(asCondition(negationOrOperand()));
    }
    Object primary = primary();
    return primary instanceof Operand operand && continues() ? relation(operand) : test(primary);
  }

  private Object primary() {
    return acceptSymbol("(") ? parenthesised(this::disjunctionOrOperand) : operand();
  }

  private boolean continues() {
    return isComparator() || peek().isKeyword("BETWEEN") || peek().isKeyword("IN");
  }

  private boolean isComparator() {
    return peek().kind() == Kind.SYMBOL && COMPARATORS.contains(peek().text());
  }

  private Condition relation(Operand left) {
    countOperator();
    if (acceptKeyword("BETWEEN")) {
      Operand low = operand();
      if (!acceptKeyword("AND")) {
        throw syntaxError();
      }
      return new Condition.Between(left, low, operand());
    }
    if (acceptKeyword("IN")) {
      return in(left);
    }
    return new Condition.Comparison(next().text(), left, operand());
  }

  private Condition in(Operand left) {
    expectSymbol("(");
    List<Operand> candidates = commaSeparated(this::operand);
    expectSymbol(")");
    if (candidates.size() > MOST_CANDIDATES) {
      throw error(
          "The IN operator is provided with too many operands; number of operands: "
              + candidates.size());
    }
    return new Condition.In(left, candidates);
  }

  private static Object test(Object primary) {
    return primary instanceof Operand.Call call ? new Condition.Test(call) : primary;
  }

  private Condition asCondition(Object parsed) {
    if (parsed instanceof Condition condition) {
      return condition;
    }
    throw syntaxError();
  }
}
