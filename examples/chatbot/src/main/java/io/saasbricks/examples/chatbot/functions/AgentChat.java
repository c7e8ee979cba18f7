package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.http.RequestBody;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.agents.Agent;
import io.saasbricks.examples.chatbot.agents.AgentStore;
import io.saasbricks.examples.chatbot.chat.ChatTurns;
import io.saasbricks.examples.chatbot.chat.Reply;
import io.saasbricks.examples.chatbot.chat.VisitorMessage;
import java.util.Map;

/** {@code POST /agents/{agentId}/chat}: a message to an agent of the caller's own. */
public final class AgentChat extends HttpLambda {
  public AgentChat() {
    this(System.getenv());
  }

  public AgentChat(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private AgentChat(Backend backend) {
    super(handler(backend), backend.invokeMode());
  }

  /** Refuses a caller without a credential, and answers a visitor: the rest is the same. */
  @Override
  protected void prime() {
    super.prime();
    ChatRehearsal.play();
  }

  static Handler handler(Backend backend) {
    AgentStore agents = backend.agents();
    ChatTurns turns = backend.chatTurns();
    return backend.secured("chat", request -> chat(agents, turns, request));
  }

  private static HttpResponse chat(AgentStore agents, ChatTurns turns, HttpRequest request) {
    RequestBody body = request.json();
    VisitorMessage message = VisitorMessage.read(body);
    body.check();
    TenantContext tenant = TenantContext.of(request);
    Agent agent =
        agents
            .find(tenant.scope(), request.pathParameter("agentId"))
            .orElseThrow(() -> Problem.notFound("agent").asException());
    return turns.take(tenant, agent, message, request, Reply::forOwner);
  }
}
