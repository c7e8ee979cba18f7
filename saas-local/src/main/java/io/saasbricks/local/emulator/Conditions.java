package io.saasbricks.local.emulator;

import static io.saasbricks.local.emulator.Intrinsics.at;
import static io.saasbricks.local.emulator.Intrinsics.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The template's conditions, and the intrinsic functions of which they are made. */
final class Conditions {
  private static final int MOST = 10;

  private final JsonNode template;
  private final Intrinsics intrinsics;
  private final Set<String> deciding = new HashSet<>();

  Conditions(JsonNode template, Intrinsics intrinsics) {
    this.template = template;
    this.intrinsics = intrinsics;
  }

  /** Whether a named condition of the template holds. */
  boolean holds(String name, String where) {
    JsonNode condition = template.path("Conditions").path(name);
    if (condition.isMissingNode()) {
      throw new TemplateException(where + ": no condition is called " + name);
    }
    if (!deciding.add(name)) {
      throw new TemplateException("Conditions." + name + " refers to itself");
    }
    try {
      return truth(condition, "Conditions." + name);
    } finally {
      deciding.remove(name);
    }
  }

  /** {@code Condition}. */
  JsonNode named(JsonNode name, String where) {
    return BooleanNode.valueOf(holds(text(name, where), where));
  }

  /** {@code Fn::Equals}. */
  JsonNode equal(JsonNode list, String where) {
    JsonNode left = intrinsics.resolve(at(list, 0, where), where);
    JsonNode right = intrinsics.resolve(at(list, 1, where), where);
    boolean texts = left.isValueNode() && right.isValueNode();
    return BooleanNode.valueOf(texts ? left.asText().equals(right.asText()) : left.equals(right));
  }

  /** {@code Fn::Not}. */
  JsonNode not(JsonNode list, String where) {
    return BooleanNode.valueOf(!truth(at(list, 0, where), where));
  }

  /** {@code Fn::And}. */
  JsonNode and(JsonNode list, String where) {
    return BooleanNode.valueOf(!truths(list, where).contains(false));
  }

  /** {@code Fn::Or}. */
  JsonNode or(JsonNode list, String where) {
    return BooleanNode.valueOf(truths(list, where).contains(true));
  }

  private List<Boolean> truths(JsonNode conditions, String where) {
    if (!conditions.isArray() || conditions.size() < 2 || conditions.size() > MOST) {
      throw new TemplateException(where + ": 2 to 10 conditions were expected, not " + conditions);
    }
    List<Boolean> truths = new ArrayList<>();
    conditions.forEach(condition -> truths.add(truth(condition, where)));
    return truths;
  }

  private boolean truth(JsonNode node, String where) {
    JsonNode value = intrinsics.resolve(node, where);
    if (!value.isBoolean()) {
      throw new TemplateException(where + ": " + value + " is not a condition");
    }
    return value.booleanValue();
  }
}
