package io.saasbricks.metering.billing;

/**
 * Is told how an export goes. The defaults ignore it. Called within the run: what it throws ends
 * the run, whose next one goes on where this stopped.
 */
public interface ExportListener {
  /** Ignores everything. */
  ExportListener NONE = new ExportListener() {};

  /**
   * An account has been looked at. For progress shown to whoever runs the export by hand.
   *
   * @param accounts looked at so far in this run
   */
  default void exported(Account account, long accounts) {}

  /**
   * A window could not be billed and will be tried again by the next run.
   *
   * @param reason such as a customer the billing system does not know
   */
  default void refused(Account account, Window window, String reason) {}

  /**
   * Usage was counted after its invoice was final.
   *
   * @param units of the window's meter
   */
  default void late(Account account, Window window, long units, LatePolicy policy) {}

  /** An account failed as a whole and will be tried again by the next run. */
  default void failed(Account account, RuntimeException cause) {}
}
