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
 * @param budgetLeft what the tenant may still spend, in dollars. A model whose call may cost more
 *     is passed over for cheaper ones; a budget used up leaves the cheapest, never none
 */
public record Route(
    String plan,
    Optional<String> preferred,
    Optional<Affinity> affinity,
    Set<String> strengths,
    Optional<BigDecimal> budgetLeft) {
  public Route {
    strengths = Set.copyOf(strengths);
  }

  public static Route ofPlan(String plan) {
    return new Route(plan, Optional.empty(), Optional.empty(), Set.of(), Optional.empty());
  }

  /** A task of the system's own, such as a summary, for the cheapest model. */
  public static Route cheapest() {
    return ofPlan("");
  }

  public Route preferring(Optional<String> model) {
    return new Route(plan, model, affinity, strengths, budgetLeft);
  }

  public Route goingOnWith(Optional<Affinity> model) {
    return new Route(plan, preferred, model, strengths, budgetLeft);
  }

  public Route needing(String... abilities) {
    return new Route(plan, preferred, affinity, Set.of(abilities), budgetLeft);
  }

  public Route within(BigDecimal dollars) {
    return new Route(plan, preferred, affinity, strengths, Optional.of(dollars));
  }
}
