/** What the backend meters and limits, and how it shows both. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.chatbot.usage;
