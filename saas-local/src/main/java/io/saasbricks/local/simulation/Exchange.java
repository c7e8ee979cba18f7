package io.saasbricks.local.simulation;

import java.util.Optional;

/**
 * One HTTP request that a simulated network was given.
 *
 * @param number counted from zero
 * @param operation such as {@code PutItem}
 * @param fault what happened to it, if anything
 */
public record Exchange(int number, String operation, Optional<Fault> fault) {

  /** Like {@code 3 PutItem LOST_ANSWER}. */
  @Override
  public String toString() {
    return number + " " + operation + fault.map(kind -> " " + kind).orElse("");
  }
}
