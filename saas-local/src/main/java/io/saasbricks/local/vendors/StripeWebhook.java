package io.saasbricks.local.vendors;

import java.io.IOException;

/** Where the Stripe stand-in sends its events. */
@FunctionalInterface
public interface StripeWebhook {

  /**
   * Delivers one event.
   *
   * @param payload the event, JSON
   * @param signature the value of the {@code Stripe-Signature} header
   * @return the HTTP status of the receiver; another than 2xx leaves the event waiting
   * @throws IOException if the receiver cannot be reached; the event keeps waiting
   */
  int deliver(String payload, String signature) throws IOException;
}
