package io.saasbricks.examples.chatbot.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rules of our own for templates of HTTP APIs: what the schemas allow and yet does not work, or
 * works worse than it looks.
 */
final class TemplateRules {
  private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([A-Za-z0-9:.]+)}");
  private static final Set<String> API_METRICS =
      Set.of("4xx", "5xx", "Count", "Latency", "IntegrationLatency", "DataProcessed");
  private static final Set<String> CORS_MEMBERS =
      Set.of(
          "AllowOrigins",
          "AllowMethods",
          "AllowHeaders",
          "AllowCredentials",
          "ExposeHeaders",
          "MaxAge");
  private static final Set<String> KEY_TYPES = Set.of("HASH", "RANGE");
  private static final int LONGEST_API_SECONDS = 29;

  private final JsonNode template;
  private final List<String> findings = new ArrayList<>();

  TemplateRules(JsonNode template) {
    this.template = template;
  }

  List<String> findings() {
    references(template, "");
    policies(template, "");
    template
        .path("Resources")
        .properties()
        .forEach(
            resource -> {
              String id = resource.getKey();
              JsonNode properties = resource.getValue().path("Properties");
              switch (resource.getValue().path("Type").asText()) {
                case "AWS::Serverless::Function" -> function(id, properties);
                case "AWS::Serverless::HttpApi" -> cors(id, properties.path("CorsConfiguration"));
                case "AWS::DynamoDB::Table" -> table(id, resource.getValue());
                case "AWS::CloudWatch::Alarm" -> alarm(id, properties);
                default -> {
                  // The schemas know the rest better.
                }
              }
            });
    routes();
    return findings;
  }

  private void find(String id, String what) {
    findings.add(id + ": " + what);
  }

  private void references(JsonNode node, String path) {
    for (var member : node.properties()) {
      String at = path + "/" + member.getKey();
      switch (member.getKey()) {
        case "Ref" -> resolve(member.getValue().asText(), at);
        case "Fn::GetAtt" -> resolve(attributeOwner(member.getValue()), at);
        case "Fn::Sub" ->
            SUBSTITUTED
                .matcher(text(member.getValue()))
                .results()
                .forEach(found -> resolve(found.group(1).replaceAll("\\..*", ""), at));
        case "Condition" -> condition(member.getValue(), at);
        case "Fn::If" -> condition(member.getValue().path(0), at);
        default -> {
          // No reference.
        }
      }
      references(member.getValue(), at);
    }
    if (node.isArray()) {
      node.forEach(element -> references(element, path));
    }
  }

  private static String attributeOwner(JsonNode attribute) {
    return attribute.isArray()
        ? attribute.path(0).asText()
        : attribute.asText().replaceAll("\\..*", "");
  }

  private static String text(JsonNode substitution) {
    return substitution.isArray() ? substitution.path(0).asText() : substitution.asText();
  }

  private void resolve(String name, String at) {
    boolean known =
        name.startsWith("AWS::")
            || template.path("Resources").has(name)
            || template.path("Parameters").has(name)
            || isUrlOfFunction(name);
    if (!known) {
      find(at, "nothing is named " + name);
    }
  }

  /** The transform makes the URL a resource of its own. */
  private boolean isUrlOfFunction(String name) {
    String function = name.replaceAll("Url$", "");
    return !function.equals(name)
        && template.at("/Resources/" + function + "/Properties").has("FunctionUrlConfig");
  }

  private void condition(JsonNode name, String at) {
    if (name.isTextual() && !template.path("Conditions").has(name.asText())) {
      find(at, "no condition is named " + name.asText());
    }
  }

  private void policies(JsonNode node, String path) {
    if (node.path("Effect").asText().equals("Allow")) {
      for (String action : texts(node.path("Action"))) {
        if (action.contains("*") || action.equals("dynamodb:Scan")) {
          find(path, "allows " + action);
        }
        if (!action.matches("[a-z0-9-]+:[A-Z][A-Za-z]+[*]?")) {
          find(path, "no action is named " + action);
        }
      }
      if (texts(node.path("Resource")).contains("*")) {
        find(path, "allows its actions on everything");
      }
    }
    node.properties().forEach(m -> policies(m.getValue(), path + "/" + m.getKey()));
    if (node.isArray()) {
      node.forEach(element -> policies(element, path));
    }
  }

  private static List<String> texts(JsonNode oneOrMany) {
    List<String> texts = new ArrayList<>();
    if (oneOrMany.isTextual()) {
      texts.add(oneOrMany.asText());
    }
    oneOrMany.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private void function(String id, JsonNode properties) {
    JsonNode defaults = template.path("Globals").path("Function");
    String handler = properties.path("Handler").asText().replaceAll("::.*", "");
    try {
      Class.forName(handler, false, TemplateRules.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      find(id, "no class is named " + handler);
    }
    JsonNode snapStart = or(properties, defaults, "SnapStart").path("ApplyOn");
    if (properties.has("ProvisionedConcurrencyConfig")
        && snapStart.asText().equals("PublishedVersions")) {
      find(id, "SnapStart and provisioned concurrency exclude each other");
    }
    if (!or(properties, defaults, "AutoPublishAlias").isTextual()) {
      find(id, "SnapStart and provisioned concurrency need a published version");
    }
    boolean scheduled =
        properties.path("Events").findValuesAsText("Type").stream()
            .anyMatch(type -> type.startsWith("Schedule"));
    if (!scheduled && or(properties, defaults, "Timeout").asInt() > LONGEST_API_SECONDS) {
      find(id, "the API gives up after 30 seconds");
    }
    if (!or(properties, defaults, "Architectures").path(0).asText().equals("arm64")) {
      find(id, "does not run on arm64");
    }
    if (!or(properties, defaults, "LoggingConfig").has("LogGroup")) {
      find(id, "its logs are kept for ever");
    }
  }

  private void cors(String id, JsonNode cors) {
    cors.fieldNames()
        .forEachRemaining(
            name -> {
              if (!CORS_MEMBERS.contains(name)) {
                find(id, "CORS has no member " + name);
              }
            });
  }

  private static JsonNode or(JsonNode properties, JsonNode defaults, String name) {
    return properties.has(name) ? properties.path(name) : defaults.path(name);
  }

  private void table(String id, JsonNode resource) {
    if (!resource.path("DeletionPolicy").asText().equals("Retain")) {
      find(id, "its data is deleted with the stack");
    }
    JsonNode properties = resource.path("Properties");
    if (!properties.path("TimeToLiveSpecification").path("AttributeName").asText().equals("ttl")) {
      find(id, "expired items are never deleted");
    }
    Set<String> defined =
        new TreeSet<>(properties.path("AttributeDefinitions").findValuesAsText("AttributeName"));
    Set<String> keys = new TreeSet<>();
    List<JsonNode> schemas = new ArrayList<>(List.of(properties.path("KeySchema")));
    properties
        .path("GlobalSecondaryIndexes")
        .forEach(index -> schemas.add(index.path("KeySchema")));
    for (JsonNode schema : schemas) {
      keys.addAll(schema.findValuesAsText("AttributeName"));
      if (!KEY_TYPES.containsAll(schema.findValuesAsText("KeyType"))) {
        find(id, "keys are HASH or RANGE");
      }
    }
    if (!keys.equals(defined)) {
      find(id, "keys " + keys + " but attributes " + defined);
    }
  }

  private void alarm(String id, JsonNode properties) {
    if (properties.path("Namespace").asText().equals("AWS/ApiGateway")
        && !API_METRICS.contains(properties.path("MetricName").asText())) {
      find(id, "HTTP APIs have no metric " + properties.path("MetricName").asText());
    }
    if (properties.path("AlarmActions").isEmpty()) {
      find(id, "tells nobody");
    }
    Set<String> ids = new HashSet<>(properties.path("Metrics").findValuesAsText("Id"));
    for (String expression : properties.path("Metrics").findValuesAsText("Expression")) {
      Matcher names = Pattern.compile("\\b[a-z][A-Za-z0-9_]*").matcher(expression);
      names
          .results()
          .map(name -> name.group())
          .filter(name -> !ids.contains(name))
          .forEach(name -> find(id, "no metric has the id " + name));
      if (expression.contains("+")) {
        ids.stream()
            .filter(name -> expression.matches(".*(?<!FILL\\()\\b" + name + "\\b.*"))
            .forEach(name -> find(id, "the sum is missing while " + name + " is"));
      }
    }
  }

  private void routes() {
    Set<String> routes = new HashSet<>();
    for (JsonNode events : template.path("Resources").findValues("Events")) {
      for (JsonNode event : events) {
        JsonNode properties = event.path("Properties");
        String route = properties.path("Method").asText() + " " + properties.path("Path").asText();
        if (!event.path("Type").asText().equals("HttpApi")) {
          continue;
        }
        if (!properties.has("Method") || !properties.has("Path")) {
          find("Api", "a route without method or path takes every request: " + route);
        }
        if (!routes.add(route)) {
          find("Api", "two functions answer " + route);
        }
      }
    }
  }
}
