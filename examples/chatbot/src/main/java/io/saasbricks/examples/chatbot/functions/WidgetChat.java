package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.agents.Agent;
import io.saasbricks.examples.chatbot.agents.AgentStore;
import io.saasbricks.examples.chatbot.chat.ChatTurns;
import io.saasbricks.examples.chatbot.chat.Reply;
import io.saasbricks.examples.chatbot.chat.VisitorLimits;
import io.saasbricks.examples.chatbot.chat.WidgetMessage;
import java.util.Map;

/** {@code POST /widget/chat}: a message of an anonymous visitor, on behalf of the agent's owner. */
public final class WidgetChat extends HttpLambda {
  public WidgetChat() {
    this(System.getenv());
  }

  public WidgetChat(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private WidgetChat(Backend backend) {
    super(handler(backend), backend.invokeMode());
  }

  @Override
  protected void prime() {
    ChatRehearsal.play();
  }

  static Handler handler(Backend backend) {
    AgentStore agents = backend.agents();
    ChatTurns turns = backend.chatTurns();
    return backend.open(
        request -> chat(agents, backend.withTenant(), turns, request),
        VisitorLimits.of(backend.counters(), backend.time(), backend.nanoTime()));
  }

  private static HttpResponse chat(
      AgentStore agents, WithTenant owners, ChatTurns turns, HttpRequest request) {
    WidgetMessage widget = WidgetMessage.read(request);
    Principal visitor =
        agents
            .ownerOf(widget.agentId())
            .map(owner -> Principal.of(Principal.Kind.VISITOR, owner, widget.agentId()))
            .orElseThrow(() -> Problem.notFound("agent").asException());
    TenantContext tenant = owners.contextOf(visitor);
    Agent agent =
        agents
            .find(tenant.scope(), widget.agentId())
            .orElseThrow(() -> Problem.notFound("agent").asException());
    if (!agent.profile().allows(request.header("origin"))) {
      throw Problem.forbidden("The agent may not be used from this site.").asException();
    }
    request.facts().put("tenantId", tenant.id().value());
    return turns.take(tenant, agent, widget.message(), request, Reply::forVisitor);
  }
}
