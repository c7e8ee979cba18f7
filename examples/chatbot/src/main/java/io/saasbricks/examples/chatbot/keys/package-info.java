/** API keys of a tenant: what may be wished of one, and what is shown of one. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.chatbot.keys;
