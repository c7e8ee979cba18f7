package io.saasbricks.core.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables of a function. A variable that is set but empty counts as absent.
 *
 * <p>Immutable. Read once, outside the handler.
 */
public final class Environment {
  private final Map<String, String> variables;

  private Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** The environment of these variables, such as {@code System.getenv()}. */
  public static Environment of(Map<String, String> variables) {
    return new Environment(variables);
  }

  /**
   * The value of a variable the function cannot do without.
   *
   * @throws IllegalArgumentException naming the variable if it is absent
   */
  public String required(String name) {
    return optional(name)
        .orElseThrow(
            () -> new IllegalArgumentException("environment variable " + name + " is not set"));
  }

  /** The value of a variable that may be absent. */
  public Optional<String> optional(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * The comma-separated elements of a variable, without surrounding space; none if it is absent.
   */
  public List<String> list(String name) {
    return optional(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .filter(element -> !element.isEmpty())
        .toList();
  }

  /** All variables, for clients that read their own. */
  public Map<String, String> variables() {
    return variables;
  }

  /** The names only: values may be secret. */
  @Override
  public String toString() {
    return "Environment" + variables.keySet();
  }
}
