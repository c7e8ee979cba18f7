package io.saasbricks.benchmarks.coldstart;

import java.util.Locale;

/** A function of the chatbot whose start is measured. */
enum Route {
  /** The message of a visitor: seven requests to DynamoDB, one to a model. */
  CHAT("WidgetChat"),
  /** A session verified. */
  AUTHORIZER("AuthorizeCaller"),
  /** Nothing but an answer. */
  HEALTH("Health");

  private static final String PACKAGE = "io.saasbricks.examples.chatbot.functions.";

  private final String function;

  Route(String function) {
    this.function = function;
  }

  static Route named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** How this route is called where figures are shown. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  String handler() {
    return PACKAGE + function;
  }

  /** An event for this route, different for each number. */
  byte[] event(ChatbotStack stack, int number) {
    return switch (this) {
      case CHAT -> stack.chat(number);
      case AUTHORIZER -> stack.authorizer(number);
      case HEALTH -> stack.health(number);
    };
  }

  /** What an answer contains if the route did its work. */
  String proof() {
    return this == AUTHORIZER ? "\"isAuthorized\":true" : "\"statusCode\":200";
  }
}
