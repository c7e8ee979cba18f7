package io.saasbricks.metering.billing;

/** What a delivery says of a window. */
public enum ExportMode {
  /**
   * Its total, which takes the place of what was delivered before: for Stripe meters with {@code
   * event_time_window=hour}. Repeating a delivery is harmless at any time.
   */
  ABSOLUTE,
  /**
   * What is to be added to what was delivered before: for Stripe meters without a window, and most
   * other systems. A delivery in doubt is repeated within 23 hours, while the billing system
   * remembers its identifier, and after that only if the system's statement shows it is missing.
   */
  DELTA
}
