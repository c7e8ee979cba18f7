/** Billing without HTTP in front: over a stand-in for Stripe in this JVM and a table in memory. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.chatbot.billing;
