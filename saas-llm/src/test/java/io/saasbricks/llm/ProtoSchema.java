package io.saasbricks.llm;

import io.saasbricks.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks JSON against the messages of protocol buffer files: names and nesting of members. */
final class ProtoSchema {
  private static final Pattern MESSAGE = Pattern.compile("message (\\w+) \\{");
  private static final Pattern FIELD =
      Pattern.compile(
          "^ *(?:optional |repeated )?([\\w.]+) (\\w+) = \\d+"
              + "(?:[^;]*?json_name = \"(\\w+)\")?",
          Pattern.MULTILINE);
  private static final Set<String> WORDS = Set.of("message", "enum", "reserved", "option", "rpc");

  private final Map<String, Map<String, String>> messages = new HashMap<>();

  ProtoSchema(String... files) {
    for (String file : files) {
      read(file.replaceAll("(?m)//.*$", ""));
    }
  }

  private void read(String file) {
    Matcher start = MESSAGE.matcher(file);
    while (start.find()) {
      String body = file.substring(start.end(), end(file, start.end()));
      Map<String, String> fields = new HashMap<>();
      Matcher field = FIELD.matcher(withoutNested(body));
      while (field.find()) {
        if (!WORDS.contains(field.group(1))) {
          String json = field.group(3) == null ? camelCase(field.group(2)) : field.group(3);
          fields.put(json, field.group(1).replaceAll(".*\\.", ""));
        }
      }
      messages.put(start.group(1), fields);
    }
  }

  /** Where the block that is open at the position ends. */
  private static int end(String file, int from) {
    int depth = 1;
    int at = from;
    while (depth > 0) {
      depth += file.charAt(at) == '{' ? 1 : file.charAt(at) == '}' ? -1 : 0;
      at++;
    }
    return at - 1;
  }

  /** The block without the messages and enums in it; members of a oneof belong to it. */
  private static String withoutNested(String body) {
    StringBuilder own = new StringBuilder();
    Matcher nested = Pattern.compile("(message|enum) \\w+ \\{").matcher(body);
    int at = 0;
    while (nested.find(at)) {
      own.append(body, at, nested.start());
      at = end(body, nested.end()) + 1;
    }
    return own.append(body.substring(at)).toString();
  }

  private static String camelCase(String name) {
    return Pattern.compile("_(\\w)")
        .matcher(name)
        .replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
  }

  /** The members that the message or those within it do not know. */
  Set<String> unknown(JsonObject value, String message) {
    Map<String, String> fields = messages.get(message);
    Set<String> unknown = new HashSet<>();
    if (fields == null) {
      return unknown;
    }
    value
        .members()
        .forEach(
            (name, member) -> {
              String type = fields.get(name);
              if (type == null) {
                unknown.add(message + "." + name);
              } else {
                objects(member).forEach(object -> unknown.addAll(unknown(object, type)));
              }
            });
    return unknown;
  }

  private static List<JsonObject> objects(Object member) {
    List<JsonObject> objects = new ArrayList<>();
    if (member instanceof JsonObject object) {
      objects.add(object);
    } else if (member instanceof List<?> list) {
      list.forEach(element -> objects.addAll(objects(element)));
    }
    return objects;
  }

  boolean knows(String message, String field) {
    return messages.getOrDefault(message, Map.of()).containsKey(field);
  }
}
