package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.agents.Agent;
import io.saasbricks.examples.chatbot.agents.AgentStore;
import java.util.Map;

/** {@code GET /agents/{agentId}}: an agent as it is now, with its version as {@code ETag}. */
public final class GetAgent extends HttpLambda {
  public GetAgent() {
    this(System.getenv());
  }

  public GetAgent(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private GetAgent(Backend backend) {
    this(backend, backend.agents());
  }

  private GetAgent(Backend backend, AgentStore agents) {
    super(backend.secured("agents:read", request -> get(agents, request)));
  }

  private static HttpResponse get(AgentStore agents, HttpRequest request) {
    Agent agent =
        agents
            .current(TenantContext.of(request).scope(), request.pathParameter("agentId"))
            .orElseThrow(() -> Problem.notFound("agent").asException());
    return AgentVersion.ok(agent);
  }
}
