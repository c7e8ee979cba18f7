/** Tests of what is sent to Stripe and what is made of its answers. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.metering.stripe;
