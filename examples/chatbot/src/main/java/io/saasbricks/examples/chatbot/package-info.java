/**
 * An AI-chatbot backend assembled from the modules. {@link io.saasbricks.examples.chatbot.Backend}
 * wires what the functions share; {@code functions} has one class per route, as {@code
 * template.yaml} lists them; the other packages are the business itself.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.chatbot;
