/** {@code template.yaml} checked before anything is deployed: start with {@link TemplateChecks}. */
package io.saasbricks.examples.chatbot.deployment;
