package io.saasbricks.local.dynamodb.memory;

import java.util.List;

/** The grammar of projection expressions: paths with commas between. */
final class ProjectionParser extends Parser {
  static final String EXPRESSION = "ProjectionExpression";

  private ProjectionParser(String text) {
    super(EXPRESSION, text);
  }

  static List<DocumentPath> parse(String text) {
    ProjectionParser parser = new ProjectionParser(text);
    List<DocumentPath> paths = parser.whole(() -> parser.commaSeparated(parser::path));
    ShapeRules rules = new ShapeRules(EXPRESSION);
    paths.forEach(rules::check);
    return paths;
  }
}
