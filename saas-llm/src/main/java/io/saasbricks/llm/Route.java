package io.saasbricks.llm;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/**
 * On whose behalf and for what a model is asked.
 *
 * @param plan the tenant's plan, which decides the {@link ModelChoice}
 * @param preferred the id of the model that the agent's owner prefers; one that the catalogue does
 *     not know is ignored
 * @param affinity the model the conversation is with so far
 * @param strengths what the task needs; models that have all of them come first, except for plans
 *     that are given the cheapest
 * @param effort what the task is likely to take, if that is to count. Small talk begins a
 *     conversation with the cheapest model, and anything else takes it on to the intended one; what
 *     is demanding takes it to a strong one, where it stays. Neither plans that are given the
 *     cheapest nor an agent's preference are moved
 * @param budgetLeft what the tenant may still spend, in dollars. A model whose call may cost more
 *     is passed over for cheaper ones; a budget used up leaves the cheapest, never none. It orders
 *     models and refuses none: to stop spending, do not ask
 */
public record Route(
    String plan,
    Optional<String> preferred,
    Optional<Affinity> affinity,
    Set<String> strengths,
    Optional<Effort> effort,
    Optional<BigDecimal> budgetLeft) {
  public Route {
    strengths = Set.copyOf(strengths);
  }

  /**
   * The route of a tenant with that plan, a name in the catalogue; one unknown gets the cheapest.
   */
  public static Route ofPlan(String plan) {
    return new Route(
        plan, Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), Optional.empty());
  }

  /** A task of the system's own, such as a summary, for the cheapest model. */
  public static Route cheapest() {
    return ofPlan("");
  }

  /** This route, with the model of that id first if the plan leaves the choice to the owner. */
  public Route preferring(Optional<String> model) {
    return new Route(plan, model, affinity, strengths, effort, budgetLeft);
  }

  /**
   * This route for the next message of a conversation, which stays with its model while that is
   * well and the router's first choice has not changed.
   *
   * @param model the {@link RoutedAnswer#affinity()} of the message before
   */
  public Route goingOnWith(Optional<Affinity> model) {
    return new Route(plan, preferred, model, strengths, effort, budgetLeft);
  }

  /** This route for a task that needs all these strengths, by the words of the catalogue. */
  public Route needing(String... abilities) {
    return new Route(plan, preferred, affinity, Set.of(abilities), effort, budgetLeft);
  }

  /** This route for a task of that effort, such as {@code Effort.of(request)}. */
  public Route taking(Effort likely) {
    return new Route(plan, preferred, affinity, strengths, Optional.of(likely), budgetLeft);
  }

  /** This route with so many dollars left to spend; zero or less leaves the cheapest model. */
  public Route within(BigDecimal dollars) {
    return new Route(plan, preferred, affinity, strengths, effort, Optional.of(dollars));
  }
}
