/**
 * Plans that are paid for through Stripe, and usage on its way to the invoice.
 *
 * <p>Start with {@link io.saasbricks.examples.chatbot.billing.Billing}.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.chatbot.billing;
