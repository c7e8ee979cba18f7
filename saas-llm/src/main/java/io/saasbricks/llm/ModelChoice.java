package io.saasbricks.llm;

/** Which model a plan is given first. */
public enum ModelChoice {
  /** The one that costs least. */
  CHEAPEST,
  /** The one that has answered soonest of late; the cheapest until that is known. */
  FASTEST,
  /** The catalogue's default. */
  DEFAULT,
  /** The one the agent's owner prefers, or else the default. */
  PREFERRED
}
