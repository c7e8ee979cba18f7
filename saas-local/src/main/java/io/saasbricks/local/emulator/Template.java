package io.saasbricks.local.emulator;

import io.saasbricks.local.iam.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What an AWS SAM template asks of the emulator: functions, the HTTP API, function URLs, schedules
 * and tables. Resources of other types are passed over, and so are properties that only matter on
 * AWS. Immutable.
 */
public final class Template {
  private final Map<String, FunctionDefinition> functions;
  private final HttpApiDefinition api;
  private final List<FunctionUrlDefinition> functionUrls;
  private final List<ScheduleDefinition> schedules;
  private final List<TableDefinition> tables;

  Template(
      Map<String, FunctionDefinition> functions,
      HttpApiDefinition api,
      List<FunctionUrlDefinition> functionUrls,
      List<ScheduleDefinition> schedules,
      List<TableDefinition> tables) {
    this.functions = functions;
    this.api = api;
    this.functionUrls = List.copyOf(functionUrls);
    this.schedules = List.copyOf(schedules);
    this.tables = List.copyOf(tables);
  }

  /**
   * Reads a template.
   *
   * @param parameters values of template parameters; the others take their defaults
   * @throws TemplateException if the file cannot be read, is not YAML, or asks for what is not
   *     emulated
   */
  public static Template read(Path file, Map<String, String> parameters) {
    try {
      return parse(Files.readString(file), parameters);
    } catch (IOException e) {
      throw new TemplateException("cannot read " + file);
    } catch (TemplateException e) {
      throw new TemplateException(file + ": " + e.getMessage());
    }
  }

  /** Reads a template given as text; see {@link #read}. */
  static Template parse(String yaml, Map<String, String> parameters) {
    return new TemplateReader(TaggedYaml.read(yaml), parameters).read();
  }

  /** One line that says what was found: {@code 23 routes, 14 functions, 3 tables}. */
  public String summary() {
    return api.routes().size()
        + " routes, "
        + functions.size()
        + " functions, "
        + functionUrls.size()
        + " function URLs, "
        + tables.size()
        + " tables";
  }

  /**
   * The value a function's environment variable has in the template; the first function's that has
   * one, else empty.
   */
  public String environmentValue(String variable) {
    return functions.values().stream()
        .filter(function -> function.environment().containsKey(variable))
        .map(function -> function.environment().getOrDefault(variable, ""))
        .findFirst()
        .orElse("");
  }

  /** By logical id, in the template's order. */
  Map<String, FunctionDefinition> functions() {
    return functions;
  }

  /** What each function may do, by logical id. */
  Map<String, Permissions> permissions() {
    return functions.values().stream()
        .collect(Collectors.toMap(FunctionDefinition::logicalId, FunctionDefinition::permissions));
  }

  /** The function with this logical id, which must exist. */
  FunctionDefinition function(String logicalId) {
    return Objects.requireNonNull(functions.get(logicalId), logicalId);
  }

  HttpApiDefinition api() {
    return api;
  }

  List<FunctionUrlDefinition> functionUrls() {
    return functionUrls;
  }

  List<ScheduleDefinition> schedules() {
    return schedules;
  }

  List<TableDefinition> tables() {
    return tables;
  }
}
