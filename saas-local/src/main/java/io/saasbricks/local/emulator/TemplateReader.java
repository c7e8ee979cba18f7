package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.saasbricks.local.iam.Permissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a {@link Template} from the tree of a template file. */
final class TemplateReader {
  private static final long DEFAULT_TIMEOUT_SECONDS = 3;
  private static final int DEFAULT_MEMORY_MEGABYTES = 128;

  private final References references;
  private final Resources resources;
  private final Map<String, JsonNode> managed = new HashMap<>();
  private final Map<String, FunctionDefinition> functions = new LinkedHashMap<>();
  private final List<FunctionUrlDefinition> urls = new ArrayList<>();
  private final List<ScheduleDefinition> schedules = new ArrayList<>();
  private final List<TableDefinition> tables = new ArrayList<>();

  TemplateReader(JsonNode template, Map<String, String> parameters) {
    this.references = new References(template, parameters);
    this.resources = new Resources(template, new Intrinsics(template, references));
  }

  Template read() {
    resources
        .ofType(Resources.MANAGED_POLICY)
        .forEach((id, properties) -> managed.put(name(id), properties.path("PolicyDocument")));
    Map<String, JsonNode> definitions = resources.ofType(Resources.FUNCTION);
    definitions.forEach(this::readFunction);
    var api = new HttpApiReader(resources, this::functionIdByArn);
    definitions.forEach((id, properties) -> readEvents(id, properties.path("Events"), api));
    resources
        .ofType(Resources.TABLE)
        .forEach((id, properties) -> tables.add(TableReader.table(name(id), properties)));
    resources
        .ofType(Resources.SIMPLE_TABLE)
        .forEach((id, properties) -> tables.add(TableReader.simpleTable(name(id), properties)));
    return new Template(
        Collections.unmodifiableMap(functions), api.definition(), urls, schedules, tables);
  }

  private String functionIdByArn(String arn) {
    return functions.values().stream()
        .filter(function -> function.arn().equals(arn))
        .map(FunctionDefinition::logicalId)
        .findFirst()
        .orElseThrow(() -> new TemplateException("no function has the ARN " + arn));
  }

  private String name(String logicalId) {
    return references.physicalName(logicalId, "Resources." + logicalId);
  }

  private void readFunction(String id, JsonNode properties) {
    if (!properties.path("Handler").isTextual()) {
      throw new TemplateException("Resources." + id + ".Properties.Handler is missing");
    }
    Map<String, String> environment = new LinkedHashMap<>();
    for (var variable : properties.path("Environment").path("Variables").properties()) {
      String where = "Resources." + id + ".Properties.Environment.Variables." + variable.getKey();
      environment.put(variable.getKey(), Intrinsics.text(variable.getValue(), where));
    }
    functions.put(
        id,
        new FunctionDefinition(
            id,
            name(id),
            properties.path("Handler").asText(),
            environment,
            Duration.ofSeconds(properties.path("Timeout").asLong(DEFAULT_TIMEOUT_SECONDS)),
            properties.path("MemorySize").asInt(DEFAULT_MEMORY_MEGABYTES),
            permissions(id, properties.path("Policies"))));
    JsonNode url = properties.path("FunctionUrlConfig");
    if (url.isObject()) {
      urls.add(functionUrl(id, url));
    }
  }

  /**
   * What the function's policies allow: statements of its own and managed policies of the template.
   * Policies that AWS keeps, by name or ARN, allow what no emulated service asks for.
   */
  private Permissions permissions(String id, JsonNode policies) {
    List<JsonNode> documents = new ArrayList<>();
    for (JsonNode policy : policies.isArray() ? policies : List.of(policies)) {
      documents.add(managed.getOrDefault(policy.asText(), policy));
    }
    for (String member : List.of("NotAction", "NotResource")) {
      if (documents.stream().anyMatch(document -> document.findValue(member) != null)) {
        throw new TemplateException(
            "Resources." + id + ".Properties.Policies: " + member + " is not emulated");
      }
    }
    return Permissions.of(documents);
  }

  private static FunctionUrlDefinition functionUrl(String id, JsonNode url) {
    return new FunctionUrlDefinition(
        id,
        url.path("AuthType").asText().equals("AWS_IAM"),
        url.has("Cors") ? CorsDefinition.of(url.path("Cors")) : null,
        url.path("InvokeMode").asText().equals("RESPONSE_STREAM"));
  }

  private void readEvents(String functionId, JsonNode events, HttpApiReader api) {
    for (var event : events.properties()) {
      JsonNode properties = event.getValue().path("Properties");
      String type = event.getValue().path("Type").asText();
      String where = "Resources." + functionId + ".Properties.Events." + event.getKey();
      if (type.equals("HttpApi")) {
        api.addRoute(functionId, properties, where);
      } else if (type.equals("Schedule") || type.equals("ScheduleV2")) {
        readSchedule(functionId, event.getKey(), properties, where);
      }
    }
  }

  private void readSchedule(String functionId, String event, JsonNode properties, String where) {
    boolean disabled =
        properties.path("State").asText().equals("DISABLED")
            || properties.path("Enabled").asText().equalsIgnoreCase("false");
    if (disabled) {
      return;
    }
    String expression =
        properties.path("ScheduleExpression").asText(properties.path("Schedule").asText());
    try {
      schedules.add(
          new ScheduleDefinition(
              properties.path("Name").asText(functionId + event),
              functionId,
              ScheduleExpression.parse(expression),
              properties.has("Input") ? properties.path("Input").asText() : null));
    } catch (TemplateException e) {
      throw new TemplateException(where + ": " + e.getMessage());
    }
  }
}
