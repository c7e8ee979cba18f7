package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What {@code Ref} and {@code Fn::GetAtt} refer to: parameters, pseudo parameters and the stack's
 * resources.
 */
final class References {
  static final String REGION = "us-east-1";
  static final String ACCOUNT = "123456789012";

  /** The API that SAM adds for events which name none. */
  static final String IMPLICIT_API = "ServerlessHttpApi";

  private static final String STACK = "local";
  private static final Map<String, String> PSEUDO =
      Map.of(
          "AWS::Region",
          REGION,
          "AWS::AccountId",
          ACCOUNT,
          "AWS::StackName",
          STACK,
          "AWS::StackId",
          arn("cloudformation", "stack/" + STACK + "/local"),
          "AWS::Partition",
          "aws",
          "AWS::URLSuffix",
          "amazonaws.com");

  /** The property in which a resource of a type may be given its name. */
  private static final Map<String, String> NAME_PROPERTIES =
      Map.of(
          "AWS::Serverless::Function", "FunctionName",
          "AWS::DynamoDB::Table", "TableName",
          "AWS::Serverless::SimpleTable", "TableName",
          "AWS::SSM::Parameter", "Name");

  private final JsonNode template;
  private final Map<String, String> parameters;
  private final Set<String> naming = new HashSet<>();

  /**
   * @param parameters the values given, by name
   * @throws TemplateException if a value is given for a parameter that the template does not have
   */
  References(JsonNode template, Map<String, String> parameters) {
    this.template = template;
    this.parameters = Map.copyOf(parameters);
    for (String name : parameters.keySet()) {
      if (!template.path("Parameters").has(name)) {
        throw new TemplateException("Parameters: none is called " + name);
      }
    }
  }

  /** The value of {@code Ref}; missing for {@code AWS::NoValue}. */
  JsonNode ref(String name, String where) {
    if (name.equals("AWS::NoValue")) {
      return MissingNode.getInstance();
    }
    if (PSEUDO.containsKey(name)) {
      return TextNode.valueOf(PSEUDO.get(name));
    }
    if (template.path("Parameters").has(name)) {
      return parameter(name);
    }
    return TextNode.valueOf(physicalName(name, where));
  }

  /** The value of {@code Fn::GetAtt}. */
  JsonNode attribute(String resource, String attribute, String where) {
    String name = physicalName(resource, where);
    String type = template.path("Resources").path(resource).path("Type").asText();
    String value =
        switch (attribute) {
          case "Arn" -> arnOf(type, name);
          case "StreamArn" -> arnOf(type, name) + "/stream/2000-01-01T00:00:00.000";
          case "TableName" -> name;
          default ->
              throw new TemplateException(
                  where + ": attribute " + attribute + " of " + resource + " is not emulated");
        };
    return TextNode.valueOf(value);
  }

  /**
   * The name a resource has in the stack: the one it is given, or its logical id after the stack's
   * name.
   */
  String physicalName(String resource, String where) {
    if (!template.path("Resources").has(resource) && !resource.equals(IMPLICIT_API)) {
      throw new TemplateException(where + ": nothing is called " + resource);
    }
    JsonNode definition = template.path("Resources").path(resource);
    String property = NAME_PROPERTIES.getOrDefault(definition.path("Type").asText(), "");
    JsonNode name = definition.path("Properties").path(property);
    if (name.isMissingNode()) {
      return STACK + "-" + resource;
    }
    if (!naming.add(resource)) {
      throw new TemplateException(where + ": the name of " + resource + " refers to itself");
    }
    try {
      return new Intrinsics(template, this).resolve(name, where).asText();
    } finally {
      naming.remove(resource);
    }
  }

  /** The ARN of a function by its name. */
  static String functionArn(String name) {
    return arn("lambda", "function:" + name);
  }

  /** The ARN of an EventBridge rule by its name. */
  static String ruleArn(String name) {
    return arn("events", "rule/" + name);
  }

  private JsonNode parameter(String name) {
    JsonNode definition = template.path("Parameters").path(name);
    String given = parameters.get(name);
    JsonNode value = given == null ? definition.path("Default") : TextNode.valueOf(given);
    if (value.isMissingNode()) {
      throw new TemplateException(
          "Parameters." + name + ": no default; give a value with --parameter " + name + "=...");
    }
    if (!definition.path("Type").asText().matches("CommaDelimitedList|List<.*>")) {
      return TextNode.valueOf(value.asText());
    }
    var list = JsonNodeFactory.instance.arrayNode();
    for (String item : value.asText().split(",", -1)) {
      list.add(item.strip());
    }
    return list;
  }

  private static String arnOf(String type, String name) {
    return switch (type) {
      case "AWS::Serverless::Function", "AWS::Lambda::Function" -> functionArn(name);
      case "AWS::DynamoDB::Table", "AWS::Serverless::SimpleTable" ->
          arn("dynamodb", "table/" + name);
      default -> arn("local", name);
    };
  }

  private static String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
  }
}
