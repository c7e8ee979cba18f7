/** The people who sign in. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.chatbot.users;
