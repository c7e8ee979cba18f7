package io.saasbricks.llm;

import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the entries of a catalogue. */
final class CardReader {
  private CardReader() {}

  static Map<String, ModelCard> models(JsonObject catalogue) {
    JsonObject providers = catalogue.object("providers");
    JsonObject models = catalogue.object("models");
    Map<String, ModelCard> cards = new LinkedHashMap<>();
    for (String id : models.members().keySet()) {
      JsonObject model = models.object(id);
      cards.put(id, model(id, model, provider(model.string("provider"), providers)));
    }
    return cards;
  }

  static Map<String, ModelChoice> plans(JsonObject catalogue) {
    JsonObject plans = catalogue.object("plans");
    Map<String, ModelChoice> choices = new LinkedHashMap<>();
    for (String plan : plans.members().keySet()) {
      choices.put(plan, constant(ModelChoice.class, "/plans/" + plan, plans.string(plan)));
    }
    return choices;
  }

  private static ProviderCard provider(String name, JsonObject providers) {
    if (!providers.has(name)) {
      throw new IllegalArgumentException("no provider is called " + name);
    }
    JsonObject provider = providers.object(name);
    return new ProviderCard(
        name,
        provider.optionalString("telemetryName").orElse(name),
        constant(WireFormat.class, "/providers/" + name + "/format", provider.string("format")),
        URI.create(provider.string("url")),
        provider.optionalString("outputLimit").orElse("max_tokens"));
  }

  private static ModelCard model(String id, JsonObject model, ProviderCard provider) {
    return new ModelCard(
        id,
        provider,
        model.optionalString("model").orElse(id),
        prices(model.object("prices")),
        model.number("contextTokens"),
        maxOutputTokens(id, model),
        Set.copyOf(model.strings("strengths")),
        model.strings("capabilities").stream()
            .map(name -> constant(Capability.class, "/models/" + id + "/capabilities", name))
            .collect(Collectors.toSet()),
        model.optionalString("retiredAfter").map(text -> instant(id, text)),
        model.optionalObject("parameters").orElse(JsonObject.builder().build()));
  }

  private static int maxOutputTokens(String id, JsonObject model) {
    long tokens = model.number("maxOutputTokens");
    if (tokens > Integer.MAX_VALUE) {
      throw new JsonException("/models/" + id + "/maxOutputTokens", "is too large: " + tokens);
    }
    return (int) Math.max(0, tokens);
  }

  /** Without prices of its own, a cached or cache-writing token costs what any other costs. */
  private static ModelPrices prices(JsonObject prices) {
    BigDecimal input = prices.decimal("input");
    return new ModelPrices(
        input,
        prices.has("cached") ? prices.decimal("cached") : input,
        prices.has("cacheWritten") ? prices.decimal("cacheWritten") : input,
        prices.decimal("output"));
  }

  private static Instant instant(String id, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new JsonException("/models/" + id + "/retiredAfter", "must be an ISO 8601 instant");
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String pointer, String name) {
    String constant = name.toUpperCase(Locale.ROOT).replace('-', '_');
    Optional<E> found =
        Arrays.stream(type.getEnumConstants())
            .filter(candidate -> candidate.name().equals(constant))
            .findFirst();
    return found.orElseThrow(() -> new JsonException(pointer, "has an unknown value: " + name));
  }
}
