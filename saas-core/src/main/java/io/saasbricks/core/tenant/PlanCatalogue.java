package io.saasbricks.core.tenant;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plans on offer, from the smallest to the largest. Data, not code. Immutable. */
public final class PlanCatalogue {
  private static final String STANDARD = "plans.json";

  private final Map<String, Plan> plans;

  private PlanCatalogue(Map<String, Plan> plans) {
    this.plans = plans;
  }

  /** Free, starter, pro, business and enterprise, as in {@code plans.json} beside this class. */
  public static PlanCatalogue standard() {
    try (InputStream in = PlanCatalogue.class.getResourceAsStream(STANDARD)) {
      if (in == null) {
        throw new IllegalStateException(STANDARD + " is missing from the jar");
      }
      return parse(Json.object(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The catalogue in an object of limits by plan name.
   *
   * @throws JsonException if a limit is missing or no whole number
   * @throws IllegalArgumentException if a limit is out of range, or there is no plan
   */
  public static PlanCatalogue parse(JsonObject catalogue) {
    Map<String, Plan> plans = new LinkedHashMap<>();
    for (String name : catalogue.members().keySet()) {
      plans.put(name, Plan.parse(name, catalogue.object(name)));
    }
    if (plans.isEmpty()) {
      throw new IllegalArgumentException("a catalogue needs a plan");
    }
    return new PlanCatalogue(plans);
  }

  /** The plan of that name, if it is on offer. */
  public Optional<Plan> find(String name) {
    return Optional.ofNullable(plans.get(name));
  }

  /**
   * The plan of that name.
   *
   * @throws IllegalArgumentException if it is not on offer
   */
  public Plan plan(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no plan is called " + name));
  }

  /** The plans in the order of the catalogue. */
  public List<Plan> plans() {
    return List.copyOf(plans.values());
  }
}
