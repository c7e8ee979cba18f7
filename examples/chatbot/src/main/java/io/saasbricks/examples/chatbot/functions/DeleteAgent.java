package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.agents.AgentStore;
import java.util.Map;

/** {@code DELETE /agents/{agentId}}: after which the agent is gone, also when repeated. */
public final class DeleteAgent extends HttpLambda {
  public DeleteAgent() {
    this(System.getenv());
  }

  public DeleteAgent(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private DeleteAgent(Backend backend) {
    this(backend, backend.agents());
  }

  private DeleteAgent(Backend backend, AgentStore agents) {
    super(backend.secured("agents:write", request -> delete(agents, request)));
  }

  private static HttpResponse delete(AgentStore agents, HttpRequest request) {
    agents.delete(TenantContext.of(request), request.pathParameter("agentId"));
    return HttpResponse.empty(204);
  }
}
