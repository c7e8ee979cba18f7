/**
 * Stripe without its SDK: the few calls that billing needs, over {@link
 * io.saasbricks.core.net.Transport}.
 *
 * <p>Start with {@link io.saasbricks.metering.stripe.StripeClient}. {@link
 * io.saasbricks.metering.stripe.StripeMeters} delivers usage and reads it back, {@link
 * io.saasbricks.metering.stripe.StripeCheckout} sells plans, {@link
 * io.saasbricks.metering.stripe.StripeWebhook} verifies what Stripe sends.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.metering.stripe;
