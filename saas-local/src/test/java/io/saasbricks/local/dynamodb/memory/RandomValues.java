package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Attribute values by seed, from pools small enough that values meet again. */
final class RandomValues {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> TEXTS =
      List.of("", "x", "xy", "y", "zebra", "é", "\uFFFD", "\uD83D\uDE00", "X", "10");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "-1",
          "2",
          "1.50",
          "007",
          "1e3",
          "-0.001",
          "12345678901234567890",
          "1E-130",
          "9.9E125",
          "99999999999999999999999999999999999999",
          "3.14",
          "-42");

  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** Any value, nested at most {@code depth} levels. */
  ObjectNode any(int depth) {
    List<String> types = List.of("S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M");
    return of(pick(types), depth);
  }

  ObjectNode of(String type, int depth) {
    ObjectNode json = JSON.objectNode();
    switch (type) {
      case "S", "N", "B" -> json.put(type, scalar(type));
      case "BOOL" -> json.put(type, random.nextBoolean());
      case "NULL" -> json.put(type, true);
      case "SS", "NS", "BS" -> json.set(type, set(type.substring(0, 1)));
      case "L" -> json.set(type, list(depth));
      default -> json.set(type, map(depth));
    }
    return json;
  }

  String scalar(String type) {
    return switch (type) {
      case "S" -> pick(TEXTS);
      case "N" -> pick(NUMBERS);
      default -> Base64.getEncoder().encodeToString(pick(TEXTS).getBytes(StandardCharsets.UTF_8));
    };
  }

  private ArrayNode set(String elementType) {
    Set<String> elements = new LinkedHashSet<>();
    int size = 1 + random.nextInt(3);
    while (elements.size() < size) {
      elements.add(elementType.equals("N") ? "" + random.nextInt(5) : scalar(elementType));
    }
    ArrayNode json = JSON.arrayNode();
    elements.forEach(json::add);
    return json;
  }

  private ArrayNode list(int depth) {
    ArrayNode json = JSON.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      json.add(depth > 0 ? any(depth - 1) : of(pick(List.of("S", "N", "BOOL")), 0));
    }
    return json;
  }

  private ObjectNode map(int depth) {
    ObjectNode json = JSON.objectNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      json.set(
          pick(List.of("a", "b", "x")),
          depth > 0 ? any(depth - 1) : of(pick(List.of("S", "N", "BOOL")), 0));
    }
    return json;
  }
}
