package io.saasbricks.metering.billing;

/** What becomes of usage that is counted after its invoice is final. */
public enum LatePolicy {
  /** It is billed with the hour in which it was noticed. */
  CARRY,
  /** It is not billed; the state of its hour says how much that is. */
  WRITE_OFF,
  /** It is reported by every run until {@link UsageExporter} runs with another policy. */
  ALARM
}
