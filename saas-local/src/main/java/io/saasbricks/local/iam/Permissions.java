package io.saasbricks.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What IAM policies allow: statements with {@code Effect}, {@code Action} and {@code Resource},
 * patterns with {@code *} and {@code ?} included. An explicit denial wins. {@code Condition} is not
 * evaluated: such a statement counts as if its condition held. {@code NotAction} and {@code
 * NotResource} are not read: a statement with one of them counts as if it were not there.
 * Immutable.
 */
public final class Permissions {
  private final List<Statement> statements;

  private record Statement(boolean allows, Access pattern) {
    boolean covers(Access access) {
      return matches(pattern.action(), access.action(), true)
          && matches(pattern.resource(), access.resource(), false);
    }

    private static boolean matches(String pattern, String text, boolean anyCase) {
      String regex =
          Stream.of(pattern.split("(?<=[*?])|(?=[*?])"))
              .map(part -> part.equals("*") ? ".*" : part.equals("?") ? "." : quoted(part))
              .reduce("", String::concat);
      return text.matches((anyCase ? "(?i)" : "") + regex);
    }

    private static String quoted(String part) {
      return part.isEmpty() ? "" : java.util.regex.Pattern.quote(part);
    }
  }

  private Permissions(List<Statement> statements) {
    this.statements = List.copyOf(statements);
  }

  /** What these policy documents allow together; each has a {@code Statement}, one or several. */
  public static Permissions of(List<JsonNode> documents) {
    List<Statement> statements = new ArrayList<>();
    for (JsonNode document : documents) {
      JsonNode statement = document.path("Statement");
      each(statement).forEach(one -> read(one, statements));
    }
    return new Permissions(statements);
  }

  private static void read(JsonNode statement, List<Statement> into) {
    boolean allows = statement.path("Effect").asText().toLowerCase(Locale.ROOT).equals("allow");
    for (JsonNode action : each(statement.path("Action"))) {
      for (JsonNode resource : each(statement.path("Resource"))) {
        into.add(new Statement(allows, new Access(action.asText(), resource.asText())));
      }
    }
  }

  private static Iterable<JsonNode> each(JsonNode oneOrMany) {
    return oneOrMany.isArray() || oneOrMany.isMissingNode() ? oneOrMany : List.of(oneOrMany);
  }

  /** Whether they allow it. */
  public boolean allow(Access access) {
    return statements.stream().anyMatch(one -> one.allows() && one.covers(access))
        && statements.stream().noneMatch(one -> !one.allows() && one.covers(access));
  }

  /** What they allow and none of these accesses needs, as patterns. */
  List<Access> beyond(Set<Access> needed) {
    return statements.stream()
        .filter(one -> one.allows() && needed.stream().noneMatch(one::covers))
        .map(Statement::pattern)
        .toList();
  }
}
