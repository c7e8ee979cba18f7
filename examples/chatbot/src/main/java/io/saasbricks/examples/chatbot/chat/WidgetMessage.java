package io.saasbricks.examples.chatbot.chat;

import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.RequestBody;

/** What the embedded widget sends: a visitor's message and the agent it is for. */
public record WidgetMessage(String agentId, VisitorMessage message) {
  private static final int LONGEST_ID = 64;

  /**
   * The message in a request.
   *
   * @throws io.saasbricks.core.http.ProblemException with 400 if the body is not valid
   */
  public static WidgetMessage read(HttpRequest request) {
    RequestBody body = request.json();
    WidgetMessage message =
        new WidgetMessage(body.text("agentId", LONGEST_ID), VisitorMessage.read(body));
    body.check();
    return message;
  }
}
