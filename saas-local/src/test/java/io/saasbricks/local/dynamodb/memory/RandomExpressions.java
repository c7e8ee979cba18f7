package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Expressions by seed for one request, with the names and values they use. */
final class RandomExpressions {
  private static final List<String> ATTRIBUTES = List.of("a", "b", "c", "d", "e", "zz");
  private static final List<String> COMPARATORS = List.of("=", "<>", "<", "<=", ">", ">=");

  private final Random random;
  private final RandomValues values;
  private final ObjectNode request;
  private int placeholders;

  RandomExpressions(Random random, ObjectNode request) {
    this.random = random;
    this.values = new RandomValues(random);
    this.request = request;
  }

  /** A placeholder for a value put into the request. */
  String value(ObjectNode value) {
    String name = ":v" + placeholders++;
    request.withObjectProperty("ExpressionAttributeValues").set(name, value);
    return name;
  }

  private String name(String attribute) {
    if (!values.chance(20)) {
      return attribute;
    }
    String name = "#n" + placeholders++;
    request.withObjectProperty("ExpressionAttributeNames").put(name, attribute);
    return name;
  }

  String path() {
    StringBuilder path = new StringBuilder(name(values.pick(ATTRIBUTES)));
    while (values.chance(25)) {
      path.append(
          random.nextBoolean()
              ? "[" + random.nextInt(4) + "]"
              : "." + name(values.pick(List.of("a", "b", "x"))));
    }
    return path.toString();
  }

  private String operand() {
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> value(values.any(1));
      case 3 -> "size(" + path() + ")";
      default -> path();
    };
  }

  String condition(int depth) {
    String condition = validCondition(depth);
    return values.chance(6) ? mutated(condition) : condition;
  }

  private String validCondition(int depth) {
    if (depth > 0 && values.chance(50)) {
      return switch (random.nextInt(4)) {
        case 0 -> "NOT " + validCondition(depth - 1);
        case 1 -> "(" + validCondition(depth - 1) + ")";
        case 2 -> validCondition(depth - 1) + " OR " + validCondition(depth - 1);
        default -> validCondition(depth - 1) + " AND " + validCondition(depth - 1);
      };
    }
    return leaf();
  }

  private String leaf() {
    return switch (random.nextInt(9)) {
      case 0 -> "attribute_exists(" + path() + ")";
      case 1 -> "attribute_not_exists(" + path() + ")";
      case 2 -> "attribute_type(" + path() + ", " + value(type()) + ")";
      case 3 -> "begins_with(" + path() + ", " + value(values.of(scalarType("SSB"), 0)) + ")";
      case 4 -> "contains(" + path() + ", " + operand() + ")";
      case 5 -> operand() + " IN (" + operand() + ", " + operand() + ")";
      case 6 -> path() + " BETWEEN " + ordered() + " AND " + ordered();
      default -> operand() + " " + values.pick(COMPARATORS) + " " + operand();
    };
  }

  private ObjectNode type() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("S", values.pick(List.of("S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M")));
  }

  private String scalarType(String choices) {
    return String.valueOf(choices.charAt(random.nextInt(choices.length())));
  }

  private String ordered() {
    return values.chance(30) ? path() : value(values.of(scalarType("NNS"), 0));
  }

  String update() {
    List<String> sets = new ArrayList<>();
    List<String> removes = new ArrayList<>();
    List<String> adds = new ArrayList<>();
    List<String> deletes = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      switch (random.nextInt(7)) {
        case 0 -> removes.add(path());
        case 1 ->
            adds.add(path() + " " + value(values.of(values.pick(List.of("N", "SS", "NS")), 0)));
        case 2 -> deletes.add(path() + " " + value(values.of(values.pick(List.of("SS", "NS")), 0)));
        default -> sets.add(path() + " = " + assigned());
      }
    }
    String update =
        section("SET ", sets)
            + section(" REMOVE ", removes)
            + section(" ADD ", adds)
            + section(" DELETE ", deletes);
    return values.chance(6) ? mutated(update) : update;
  }

  private static String section(String keyword, List<String> actions) {
    return actions.isEmpty() ? "" : keyword + String.join(", ", actions);
  }

  private String assigned() {
    return switch (random.nextInt(8)) {
      case 0 -> path() + " + " + value(values.of("N", 0));
      case 1 -> path() + " - " + path();
      case 2 -> "list_append(" + path() + ", " + value(values.of("L", 1)) + ")";
      case 3 -> "if_not_exists(" + path() + ", " + value(values.any(1)) + ")";
      case 4 -> "if_not_exists(" + path() + ", " + value(values.of("N", 0)) + ") + " + number();
      case 5 -> path();
      default -> value(values.any(2));
    };
  }

  private String number() {
    return value(values.of("N", 0));
  }

  String projection() {
    List<String> paths = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      paths.add(path());
    }
    String projection = String.join(", ", paths);
    return values.chance(4) ? mutated(projection) : projection;
  }

  /** The expression with one character lost, doubled or changed. */
  private String mutated(String expression) {
    int at = random.nextInt(expression.length());
    String before = expression.substring(0, at);
    String after = expression.substring(at + 1);
    return switch (random.nextInt(3)) {
      case 0 -> before + after;
      case 1 -> before + expression.charAt(at) + expression.substring(at);
      default -> before + values.pick(List.of("(", ")", ",", "=", " AND ", "a", ".", "+")) + after;
    };
  }
}
