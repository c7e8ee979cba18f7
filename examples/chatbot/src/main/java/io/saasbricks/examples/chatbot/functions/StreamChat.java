package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.Cors;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.InvokeMode;
import io.saasbricks.core.http.Router;
import io.saasbricks.examples.chatbot.Backend;
import java.util.Map;

/** Both chat routes behind a Function URL, for callers who read the answer while it is written. */
public final class StreamChat extends HttpLambda {
  public StreamChat() {
    this(System.getenv());
  }

  public StreamChat(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private StreamChat(Backend backend) {
    super(routes(backend), InvokeMode.RESPONSE_STREAM);
  }

  /** The URL has no routes and no CORS of its own. */
  private static Handler routes(Backend backend) {
    return Router.empty()
        .on("POST", "/agents/{agentId}/chat", AgentChat.handler(backend))
        .on("POST", "/widget/chat", WidgetChat.handler(backend))
        .behind(Cors.allowing(backend.environment().list("ALLOWED_ORIGINS")));
  }
}
