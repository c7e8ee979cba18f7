package io.saasbricks.metering.billing;

/** A billing system that takes usage. Implementations are safe for concurrent use. */
@FunctionalInterface
public interface BillingSink {
  /**
   * Delivers the charge. A charge whose identifier has been delivered before counts as accepted and
   * changes nothing.
   *
   * @throws io.saasbricks.core.SaasException if it is not known whether the charge was accepted
   */
  Delivery deliver(Charge charge);

  /** What the billing system said to a charge. */
  sealed interface Delivery {
    /** It has the charge. */
    record Accepted() implements Delivery {}

    /**
     * It refuses the charge, and will until something is put right.
     *
     * @param reason as the billing system tells it, such as a customer it does not know
     */
    record Refused(String reason) implements Delivery {}
  }
}
