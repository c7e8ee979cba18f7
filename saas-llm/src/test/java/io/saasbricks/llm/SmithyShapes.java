package io.saasbricks.llm;

import io.saasbricks.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Checks JSON against the shapes of an AWS service description. */
final class SmithyShapes {
  private final JsonObject shapes;

  SmithyShapes(JsonObject description) {
    this.shapes = description.object("shapes");
  }

  /** What is wrong with the value; empty if nothing is. */
  List<String> problems(Object value, String shapeName, String at) {
    JsonObject shape = shapes.object(shapeName);
    List<String> problems = new ArrayList<>();
    if (shape.optionalBool("document").orElse(false)) {
      return problems;
    }
    switch (shape.string("type")) {
      case "structure" -> checkStructure(value, shape, at, problems);
      case "list" -> {
        if (value instanceof List<?> list) {
          String element = shape.object("member").string("shape");
          list.forEach(e -> problems.addAll(problems(e, element, at + "/*")));
        } else {
          problems.add(at + " is no list");
        }
      }
      case "string" -> checkString(value, shape, at, problems);
      case "integer" -> require(value instanceof Long, at, "integer", problems);
      case "float", "double" -> require(value instanceof Number, at, "number", problems);
      case "boolean" -> require(value instanceof Boolean, at, "boolean", problems);
      default -> {}
    }
    return problems;
  }

  private void checkStructure(Object value, JsonObject shape, String at, List<String> problems) {
    if (!(value instanceof JsonObject object)) {
      problems.add(at + " is no structure");
      return;
    }
    JsonObject members = shape.object("members");
    shape.strings("required").stream()
        .filter(name -> !members.object(name).has("location") && !object.has(name))
        .forEach(name -> problems.add(at + "/" + name + " is missing"));
    object
        .members()
        .forEach(
            (name, member) -> {
              if (members.has(name)) {
                String type = members.object(name).string("shape");
                problems.addAll(problems(member, type, at + "/" + name));
              } else {
                problems.add(at + "/" + name + " is unknown");
              }
            });
  }

  private static void checkString(
      Object value, JsonObject shape, String at, List<String> problems) {
    require(value instanceof String, at, "string", problems);
    List<String> allowed = shape.strings("enum");
    require(allowed.isEmpty() || allowed.contains(value), at, "known constant", problems);
    if (value instanceof String text && shape.has("pattern")) {
      require(text.matches(shape.string("pattern")), at, "match of the pattern", problems);
    }
  }

  private static void require(boolean holds, String at, String what, List<String> problems) {
    if (!holds) {
      problems.add(at + " is no " + what);
    }
  }
}
