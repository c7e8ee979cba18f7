package io.saasbricks.llm;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
  private static final String PREFERRED = "preferred by the agent";

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
        order.get(0).id().equals(first.card().id())
            ? first.reason()
            : "stands in for " + first.card().id() + ", which failed of late";
    return new Ranked(order, intended.card().id(), reason);
  }

  private First intended(List<ModelCard> able, Route route) {
    ModelChoice choice = catalogue.choice(route.plan());
    Optional<ModelCard> preferred =
        route.preferred().filter(id -> choice == ModelChoice.PREFERRED).flatMap(catalogue::find);
    if (preferred.filter(card -> holds(able, card)).isPresent()) {
      return new First(preferred.get(), PREFERRED);
    }
    return switch (choice) {
      case CHEAPEST -> new First(cheapest(able), "cheapest, by plan");
      case FASTEST -> new First(fastest(able), "fastest, by plan");
      case DEFAULT, PREFERRED ->
          holds(able, catalogue.standardModel())
              ? new First(catalogue.standardModel(), "default, by plan")
              : new First(cheapest(able), "cheapest, as the default cannot be asked");
    };
  }

  private First first(List<ModelCard> able, Route route, First intended) {
    boolean cheapestOnly = catalogue.choice(route.plan()) == ModelChoice.CHEAPEST;
    boolean fixed = cheapestOnly || intended.reason().equals(PREFERRED);
    Optional<Effort> effort = fixed ? Optional.empty() : route.effort();
    Set<String> needed = needed(route.strengths(), effort);
    Optional<ModelCard> kept = kept(able, route, intended.card());
    if (kept.isPresent() && goesOn(kept.get(), intended.card(), effort, needed)) {
      return new First(kept.get(), "goes on with the conversation");
    }
    if (effort.equals(Optional.of(Effort.SMALL_TALK))) {
      return new First(cheapest(able), "cheapest, for small talk");
    }
    if (cheapestOnly || intended.card().strengths().containsAll(needed)) {
      return intended;
    }
    List<ModelCard> strong =
        able.stream().filter(card -> card.strengths().containsAll(needed)).toList();
    return strong.isEmpty()
        ? intended
        : new First(nearest(strong, intended.card()), "strong in " + needed);
  }

  private Optional<ModelCard> kept(List<ModelCard> able, Route route, ModelCard intended) {
    return route
        .affinity()
        .filter(affinity -> affinity.intended().equals(intended.id()))
        .flatMap(affinity -> catalogue.find(affinity.model()))
        .filter(card -> holds(able, card))
        .filter(card -> !health.resting(card));
  }

  /** Whether the conversation's model is good enough for what is asked now. */
  private static boolean goesOn(
      ModelCard kept, ModelCard intended, Optional<Effort> effort, Set<String> needed) {
    if (effort.isEmpty() || effort.get() == Effort.SMALL_TALK) {
      return true;
    }
    boolean strong = effort.get().strength().isEmpty() || kept.strengths().containsAll(needed);
    return strong && kept.prices().typical().compareTo(intended.prices().typical()) >= 0;
  }

  /** What the route names and what its effort implies. */
  private static Set<String> needed(Set<String> named, Optional<Effort> effort) {
    Set<String> needed = new TreeSet<>(named);
    effort.flatMap(Effort::strength).ifPresent(needed::add);
    return needed;
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
            .thenComparing(card -> !card.id().equals(first.id()))
            .thenComparing(card -> card.provider().name().equals(first.provider().name()))
            .thenComparing(card -> distance(card, first)));
    return order;
  }

  /** By id: the first comparison of whole records costs a fresh JVM a hundred classes. */
  private static boolean holds(List<ModelCard> cards, ModelCard wanted) {
    return cards.stream().anyMatch(card -> card.id().equals(wanted.id()));
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
