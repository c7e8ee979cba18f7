package io.saasbricks.llm;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The order in which models are asked.
 *
 * <p>First the one that plan and preference ask for, unless the conversation is with another, the
 * task needs other strengths or the budget is short. Then those that could stand in: other
 * providers before the same one, since most outages are a provider's, and nearest in price first.
 * Models that are to be left alone come last in their order: a doubtful model is better than none.
 */
final class Ranking {
  /** The order, and why the first is the first. */
  record Ranked(List<ModelCard> models, String intended, String reason) {}

  private record First(ModelCard card, String reason) {}

  private final ModelCatalogue catalogue;
  private final Predicate<ModelCard> reachable;
  private final ModelHealth health;

  Ranking(ModelCatalogue catalogue, Predicate<ModelCard> reachable, ModelHealth health) {
    this.catalogue = catalogue;
    this.reachable = reachable;
    this.health = health;
  }

  /** The models that can be asked this, best first; empty if there is none. */
  Ranked rank(ChatRequest request, Route route, Instant now) {
    long input = RequestSize.inputTokens(request);
    List<ModelCard> able =
        catalogue.models().stream()
            .filter(card -> reachable.test(card) && card.suits(request, input, now))
            .toList();
    if (able.isEmpty()) {
      return new Ranked(able, "", "");
    }
    First intended = intended(able, route);
    Function<ModelCard, BigDecimal> cost =
        card -> card.prices().cost(TokenUsage.of(input, card.outputTokens(request)));
    First first = withinBudget(able, first(able, route, intended), route, cost);
    List<ModelCard> order = order(able, first.card());
    String reason =
        order.get(0).equals(first.card())
            ? first.reason()
            : "stands in for " + first.card().id() + ", which failed of late";
    return new Ranked(order, intended.card().id(), reason);
  }

  private First intended(List<ModelCard> able, Route route) {
    ModelChoice choice = catalogue.choice(route.plan());
    Optional<ModelCard> preferred =
        route.preferred().filter(id -> choice == ModelChoice.PREFERRED).flatMap(catalogue::find);
    if (preferred.filter(able::contains).isPresent()) {
      return new First(preferred.get(), "preferred by the agent");
    }
    return switch (choice) {
      case CHEAPEST -> new First(cheapest(able), "cheapest, by plan");
      case FASTEST -> new First(fastest(able), "fastest, by plan");
      case DEFAULT, PREFERRED ->
          able.contains(catalogue.standardModel())
              ? new First(catalogue.standardModel(), "default, by plan")
              : new First(cheapest(able), "cheapest, as the default cannot be asked");
    };
  }

  private First first(List<ModelCard> able, Route route, First intended) {
    Optional<ModelCard> kept =
        route
            .affinity()
            .filter(affinity -> affinity.intended().equals(intended.card().id()))
            .flatMap(affinity -> catalogue.find(affinity.model()))
            .filter(able::contains)
            .filter(card -> !health.resting(card));
    if (kept.isPresent()) {
      return new First(kept.get(), "goes on with the conversation");
    }
    boolean cheapestOnly = catalogue.choice(route.plan()) == ModelChoice.CHEAPEST;
    if (cheapestOnly || intended.card().strengths().containsAll(route.strengths())) {
      return intended;
    }
    List<ModelCard> strong =
        able.stream().filter(card -> card.strengths().containsAll(route.strengths())).toList();
    return strong.isEmpty()
        ? intended
        : new First(nearest(strong, intended.card()), "strong in " + route.strengths());
  }

  private static First withinBudget(
      List<ModelCard> able, First first, Route route, Function<ModelCard, BigDecimal> cost) {
    if (route.budgetLeft().isEmpty()
        || cost.apply(first.card()).compareTo(route.budgetLeft().get()) <= 0) {
      return first;
    }
    ModelCard affordable =
        able.stream()
            .filter(card -> cost.apply(card).compareTo(route.budgetLeft().get()) <= 0)
            .max(Comparator.comparing(cost))
            .orElse(cheapest(able));
    return new First(affordable, "cheaper, as the budget is short");
  }

  private List<ModelCard> order(List<ModelCard> able, ModelCard first) {
    List<ModelCard> order = new ArrayList<>(able);
    order.sort(
        Comparator.comparing((ModelCard card) -> health.resting(card))
            .thenComparing(card -> !card.equals(first))
            .thenComparing(card -> card.provider().equals(first.provider()))
            .thenComparing(card -> distance(card, first)));
    return order;
  }

  private static ModelCard cheapest(List<ModelCard> able) {
    return able.stream().min(Comparator.comparing(card -> card.prices().typical())).orElseThrow();
  }

  private ModelCard fastest(List<ModelCard> able) {
    return able.stream()
        .filter(card -> health.latencyNanos(card).isPresent())
        .min(Comparator.comparing(card -> health.latencyNanos(card).orElseThrow()))
        .orElseGet(() -> cheapest(able));
  }

  private static ModelCard nearest(List<ModelCard> cards, ModelCard to) {
    return cards.stream().min(Comparator.comparing(card -> distance(card, to))).orElseThrow();
  }

  /** How many times dearer or cheaper, as a logarithm. */
  private static double distance(ModelCard card, ModelCard from) {
    double price = Math.max(1e-6, card.prices().typical().doubleValue());
    return Math.abs(Math.log(price / Math.max(1e-6, from.prices().typical().doubleValue())));
  }
}
