package io.saasbricks.local.dynamodb.memory;

import io.saasbricks.local.dynamodb.memory.Lexer.Kind;
import io.saasbricks.local.dynamodb.memory.Lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Recursive descent over one expression: what the grammars of conditions, updates and projections
 * share. Limits and rules that need no names or values are checked here too.
 */
abstract class Parser {
  private static final int LONGEST = 4096;
  private static final int MOST_OPERATORS = 300;

  /**
   * Far below what a stack holds, and above what any good expression needs: a pair of parentheses
   * that encloses no operator of its own is redundant.
   */
  private static final int DEEPEST = 500;

  private final String expression;
  private final String text;
  private final List<Token> tokens;
  private int position;
  private int operators;
  private int depth;
  private boolean redundantParentheses;

  Parser(String expression, String text) {
    this.expression = expression;
    this.text = text;
    if (text.isEmpty()) {
      throw error("The expression can not be empty;");
    }
    int size = ItemSize.utf8(text);
    if (size > LONGEST) {
      throw error(
          "Expression size has exceeded the maximum allowed size; expression size: " + size);
    }
    this.tokens = Lexer.tokens(text);
  }

  /** Runs a rule over the whole text. */
  final <T> T whole(Supplier<T> rule) {
    T result = rule.get();
    if (peek().kind() != Kind.END) {
      throw syntaxError();
    }
    if (redundantParentheses) {
      throw redundantParentheses();
    }
    if (operators > MOST_OPERATORS) {
      throw tooManyOperators();
    }
    return result;
  }

  private ServiceError redundantParentheses() {
    return error("The expression has redundant parentheses;");
  }

  /** DynamoDB stops counting at the first operator too many. */
  private ServiceError tooManyOperators() {
    return error(
        "The expression contains too many operators; operator count: " + (MOST_OPERATORS + 1));
  }

  final Token peek() {
    return tokens.get(position);
  }

  final Token next() {
    return tokens.get(position++);
  }

  final boolean acceptSymbol(String symbol) {
    return accept(peek().isSymbol(symbol));
  }

  final boolean acceptKeyword(String keyword) {
    return accept(peek().isKeyword(keyword));
  }

  private boolean accept(boolean matches) {
    if (matches) {
      position++;
    }
    return matches;
  }

  final void expectSymbol(String symbol) {
    if (!acceptSymbol(symbol)) {
      throw syntaxError();
    }
  }

  final void countOperator() {
    operators++;
  }

  /** {@code rule} inside parentheses whose opening one has been read. */
  final <T> T parenthesised(Supplier<T> rule) {
    int first = position;
    boolean doubled = peek().isSymbol("(");
    T inner = nested(rule, this::redundantParentheses);
    int last = position;
    expectSymbol(")");
    if (doubled && closes(first, last - 1)) {
      redundantParentheses = true;
    }
    return inner;
  }

  private <T> T nested(Supplier<T> rule, Supplier<ServiceError> refusal) {
    if (depth == DEEPEST) {
      throw refusal.get();
    }
    depth++;
    T inner = rule.get();
    depth--;
    return inner;
  }

  /** Whether the parenthesis opened at {@code first} is the one closed at {@code last}. */
  private boolean closes(int first, int last) {
    int depth = 0;
    for (int i = first; i <= last; i++) {
      depth += tokens.get(i).isSymbol("(") ? 1 : tokens.get(i).isSymbol(")") ? -1 : 0;
      if (depth == 0) {
        return i == last;
      }
    }
    return false;
  }

  final <T> List<T> commaSeparated(Supplier<T> rule) {
    List<T> elements = new ArrayList<>();
    do {
      elements.add(rule.get());
    } while (acceptSymbol(","));
    return elements;
  }

  /** A path, a value placeholder, a call, or one of these in parentheses. */
  final Operand operand() {
    if (acceptSymbol("(")) {
      return parenthesised(this::operand);
    }
    if (peek().kind() == Kind.VALUE) {
      return new Operand.Placeholder(next().text());
    }
    return tokens.get(Math.min(position + 1, tokens.size() - 1)).isSymbol("(")
            && peek().kind() == Kind.WORD
        ? call()
        : path();
  }

  private Operand.Call call() {
    String function = next().text();
    expectSymbol("(");
    List<Operand> arguments = nested(() -> commaSeparated(this::operand), this::tooManyOperators);
    expectSymbol(")");
    countOperator();
    return new Operand.Call(function, arguments);
  }

  final DocumentPath path() {
    List<DocumentPath.Step> steps = new ArrayList<>();
    steps.add(field());
    Optional<DocumentPath.Step> further = step();
    while (further.isPresent()) {
      steps.add(further.get());
      further = step();
    }
    return new DocumentPath(steps);
  }

  private Optional<DocumentPath.Step> step() {
    if (acceptSymbol(".")) {
      return Optional.of(field());
    }
    return acceptSymbol("[") ? Optional.of(index()) : Optional.empty();
  }

  private DocumentPath.Step field() {
    if (peek().kind() != Kind.WORD && peek().kind() != Kind.NAME) {
      throw syntaxError();
    }
    return new DocumentPath.Step.Field(next().text());
  }

  private DocumentPath.Step index() {
    if (peek().kind() != Kind.NUMBER) {
      throw syntaxError();
    }
    String digits = next().text();
    expectSymbol("]");
    try {
      return new DocumentPath.Step.Index(Integer.parseInt(digits));
    } catch (NumberFormatException e) {
      throw error("List index is not within the allowable range; index: [" + digits + "]");
    }
  }

  final ServiceError error(String message) {
    return ServiceError.validation("Invalid " + expression + ": " + message);
  }

  /** Names the token nobody expected, and the text from the token before to the token after. */
  final ServiceError syntaxError() {
    int from = position == 0 ? 0 : tokens.get(position - 1).start();
    int to = tokens.get(Math.min(position + 1, tokens.size() - 1)).end();
    return error(
        "Syntax error; token: \"%s\", near: \"%s\""
            .formatted(peek().text(), text.substring(from, to)));
  }
}
