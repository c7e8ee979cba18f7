package io.saasbricks.local.dynamodb.memory;

import io.saasbricks.local.dynamodb.memory.Lexer.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The grammar of update expressions. */
final class UpdateParser extends Parser {
  static final String EXPRESSION = "UpdateExpression";

  private UpdateParser(String text) {
    super(EXPRESSION, text);
  }

  static Update parse(String text) {
    UpdateParser parser = new UpdateParser(text);
    Update update = parser.whole(parser::sections);
    new ShapeRules(EXPRESSION).check(update);
    return update;
  }

  private Update sections() {
    List<Update.Action> actions = new ArrayList<>();
    Set<Update.Kind> repeated = EnumSet.noneOf(Update.Kind.class);
    Set<Update.Kind> seen = EnumSet.noneOf(Update.Kind.class);
    do {
      Update.Kind kind = sectionKind();
      if (!seen.add(kind)) {
        repeated.add(kind);
      }
      actions.addAll(commaSeparated(() -> action(kind)));
    } while (peek().kind() == Kind.KEYWORD);
    for (Update.Kind kind : repeated) {
      throw error("The \"" + kind + "\" section can only be used once in an update expression;");
    }
    return new Update(actions);
  }

  private Update.Kind sectionKind() {
    String keyword = peek().text().toUpperCase(Locale.ROOT);
    for (Update.Kind kind : Update.Kind.values()) {
      if (kind.name().equals(keyword)) {
        next();
        return kind;
      }
    }
    throw syntaxError();
  }

  private Update.Action action(Update.Kind kind) {
    DocumentPath path = path();
    return switch (kind) {
      case SET -> {
        expectSymbol("=");
        countOperator();
        yield new Update.Action(kind, path, Optional.of(sum()));
      }
      case REMOVE -> new Update.Action(kind, path, Optional.empty());
      case ADD, DELETE -> {
        if (peek().kind() != Kind.VALUE) {
          throw syntaxError();
        }
        yield new Update.Action(kind, path, Optional.of(new Operand.Placeholder(next().text())));
      }
    };
  }

  private Operand sum() {
    if (acceptSymbol("(")) {
      Operand inner = parenthesised(this::sum);
      return inner instanceof Operand.Arithmetic ? inner : continued(inner);
    }
    return continued(operand());
  }

  private Operand continued(Operand left) {
    if (!peek().isSymbol("+") && !peek().isSymbol("-")) {
      return left;
    }
    countOperator();
    String operator = next().text();
    return new Operand.Arithmetic(operator, left, operand());
  }
}
