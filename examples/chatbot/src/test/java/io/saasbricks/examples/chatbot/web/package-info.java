/** The console and the widget in a real browser, before the running backend. */
@org.jspecify.annotations.NullMarked
package io.saasbricks.examples.chatbot.web;
