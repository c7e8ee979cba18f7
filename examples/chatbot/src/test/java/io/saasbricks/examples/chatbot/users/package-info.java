/** Tests of the people of a tenant. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.chatbot.users;
