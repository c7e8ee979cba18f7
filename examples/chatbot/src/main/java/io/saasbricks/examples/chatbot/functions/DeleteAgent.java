package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.agents.AgentStore;
import io.saasbricks.examples.chatbot.chat.History;
import java.util.Map;

/** {@code DELETE /agents/{agentId}}: after which agent and leads are gone, also when repeated. */
public final class DeleteAgent extends HttpLambda {
  public DeleteAgent() {
    this(System.getenv());
  }

  public DeleteAgent(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private DeleteAgent(Backend backend) {
    this(backend, backend.agents(), backend.history());
  }

  private DeleteAgent(Backend backend, AgentStore agents, History history) {
    super(backend.secured("agents:write", request -> delete(agents, history, request)));
  }

  private static HttpResponse delete(AgentStore agents, History history, HttpRequest request) {
    TenantContext tenant = TenantContext.of(request);
    String agentId = request.pathParameter("agentId");
    agents.delete(tenant, agentId);
    // Also when the agent was gone already: the call that deleted it may have broken off here.
    history.forget(tenant.scope(), agentId);
    return HttpResponse.empty(204);
  }
}
