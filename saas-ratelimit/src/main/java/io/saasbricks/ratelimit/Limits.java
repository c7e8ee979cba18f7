package io.saasbricks.ratelimit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The policies that every request must satisfy together: all are charged, or none. Immutable.
 *
 * <p>Policies may be added, removed and given other quotas while their counters run: each counter
 * is found by the policy's name. A renamed policy starts from zero.
 *
 * @param name of this set, {@code [a-z][a-z0-9-]{0,31}}; part of the keys of its items, so that
 *     several sets share a table without sharing counters
 * @param policies one to ten, of different names
 */
public record Limits(String name, List<Policy> policies) {
  private static final int MOST_POLICIES = 10;

  /**
   * Checks names.
   *
   * @throws IllegalArgumentException if the name is malformed, two policies share one, or they are
   *     none or more than ten
   */
  public Limits {
    policies = List.copyOf(policies);
    if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
      throw new IllegalArgumentException(
          "the name of limits matches [a-z][a-z0-9-]{0,31}: " + name);
    }
    if (policies.isEmpty() || policies.size() > MOST_POLICIES) {
      throw new IllegalArgumentException(
          "limits " + name + " need 1 to " + MOST_POLICIES + " policies: " + policies.size());
    }
    Set<String> names = new HashSet<>();
    for (Policy policy : policies) {
      if (!names.add(policy.name())) {
        throw new IllegalArgumentException(
            "limits " + name + " have two policies " + policy.name());
      }
    }
  }

  /** The limits of that name and these policies, all of which a request must satisfy. */
  public static Limits of(String name, Policy... policies) {
    return new Limits(name, List.of(policies));
  }

  /** The policy of that name. */
  Policy policy(String policyName) {
    return policies.stream()
        .filter(policy -> policy.name().equals(policyName))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("limits " + name + " have no policy " + policyName));
  }
}
