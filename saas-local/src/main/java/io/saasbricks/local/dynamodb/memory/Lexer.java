package io.saasbricks.local.dynamodb.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression into tokens, the last of which is the end of the text. */
final class Lexer {
  private static final Set<String> KEYWORDS =
      Set.of("AND", "OR", "NOT", "BETWEEN", "IN", "SET", "REMOVE", "ADD", "DELETE");
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<space>[ \\t\\r\\n]++)|(?<word>[A-Za-z][A-Za-z0-9_]*+)|(?<name>#[A-Za-z0-9_]++)"
              + "|(?<value>:[A-Za-z0-9_]++)|(?<number>0|[1-9][0-9]*+)"
              + "|(?<symbol><>|<=|>=|[=<>()\\[\\],.+-])|(?<unknown>.)",
          Pattern.DOTALL);

  private Lexer() {}

  /** The kinds of token. */
  enum Kind {
    WORD,
    KEYWORD,
    NAME,
    VALUE,
    NUMBER,
    SYMBOL,
    UNKNOWN,
    END
  }

  /** A token and where it stands. */
  record Token(Kind kind, String text, int start, int end) {
    boolean isSymbol(String symbol) {
      return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isKeyword(String keyword) {
      return kind == Kind.KEYWORD && text.equalsIgnoreCase(keyword);
    }
  }

  static List<Token> tokens(String expression) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(expression);
    while (matcher.find()) {
      if (matcher.start("space") < 0) {
        tokens.add(new Token(kind(matcher), matcher.group(), matcher.start(), matcher.end()));
      }
    }
    int end = expression.length();
    tokens.add(new Token(Kind.END, "<EOF>", end, end));
    return tokens;
  }

  private static Kind kind(Matcher matcher) {
    for (Kind kind : List.of(Kind.NAME, Kind.VALUE, Kind.NUMBER, Kind.SYMBOL, Kind.UNKNOWN)) {
      if (matcher.start(kind.name().toLowerCase(Locale.ROOT)) >= 0) {
        return kind;
      }
    }
    return KEYWORDS.contains(matcher.group().toUpperCase(Locale.ROOT)) ? Kind.KEYWORD : Kind.WORD;
  }
}
