package io.saasbricks.llm;

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

/**
 * The models there are, their prices and limits, and which plan gets which. Data, not code: a model
 * appears or retires without a release. Immutable.
 */
public final class ModelCatalogue {
  private static final String STANDARD = "models.json";

  private final Map<String, ModelCard> models;
  private final Map<String, ModelCard> successors;
  private final Map<String, ModelChoice> plans;
  private final ModelCard standardModel;

  private ModelCatalogue(
      Map<String, ModelCard> models,
      Map<String, ModelCard> successors,
      Map<String, ModelChoice> plans,
      ModelCard standardModel) {
    this.models = models;
    this.successors = successors;
    this.plans = plans;
    this.standardModel = standardModel;
  }

  /** The catalogue in {@code models.json} beside this class; prices of August 2026. Read anew. */
  public static ModelCatalogue standard() {
    try (InputStream in = ModelCatalogue.class.getResourceAsStream(STANDARD)) {
      if (in == null) {
        throw new IllegalStateException(STANDARD + " is missing from the jar");
      }
      return parse(Json.object(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The catalogue of this shape: {@code providers} and {@code models} by name, {@code default} the
   * id of a model, {@code plans} the {@link ModelChoice} by plan, and {@code successors} the ids
   * that stand in for ids of models that are gone.
   *
   * @throws JsonException if a member is missing or of the wrong type
   * @throws IllegalArgumentException if it names a model or provider that it does not hold
   */
  public static ModelCatalogue parse(JsonObject catalogue) {
    Map<String, ModelCard> models = CardReader.models(catalogue);
    Map<String, ModelCard> successors = new LinkedHashMap<>();
    JsonObject named = catalogue.optionalObject("successors").orElse(JsonObject.builder().build());
    named.members().keySet().forEach(old -> successors.put(old, known(named.string(old), models)));
    ModelCard standardModel = known(catalogue.string("default"), models);
    return new ModelCatalogue(models, successors, CardReader.plans(catalogue), standardModel);
  }

  private static ModelCard known(String id, Map<String, ModelCard> models) {
    return Optional.ofNullable(models.get(id))
        .orElseThrow(() -> new IllegalArgumentException("no model is called " + id));
  }

  /** The model of that id, or its successor; empty if the catalogue knows neither. */
  public Optional<ModelCard> find(String id) {
    return Optional.ofNullable(models.get(id)).or(() -> Optional.ofNullable(successors.get(id)));
  }

  /** The models in the order of the catalogue. */
  public List<ModelCard> models() {
    return List.copyOf(models.values());
  }

  /** The model for those who have no choice or make none. */
  public ModelCard standardModel() {
    return standardModel;
  }

  /** What the plan is given; a plan that the catalogue does not know gets the cheapest. */
  public ModelChoice choice(String plan) {
    return plans.getOrDefault(plan, ModelChoice.CHEAPEST);
  }
}
