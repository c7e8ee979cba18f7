/** The people who sign in, the tenants they belong to, and what they may do there. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.chatbot.users;
