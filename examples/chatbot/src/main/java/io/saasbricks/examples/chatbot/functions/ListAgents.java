package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.agents.Agent;
import io.saasbricks.examples.chatbot.agents.AgentStore;
import java.util.Map;

/** {@code GET /agents}: the agents of the caller's tenant, newest first, page by page. */
public final class ListAgents extends HttpLambda {
  public ListAgents() {
    this(System.getenv());
  }

  public ListAgents(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private ListAgents(Backend backend) {
    this(backend, backend.agents());
  }

  private ListAgents(Backend backend, AgentStore agents) {
    super(backend.secured("agents:read", request -> list(agents, request)));
  }

  private static HttpResponse list(AgentStore agents, HttpRequest request) {
    Page<Agent> page = agents.list(TenantContext.of(request).scope(), Paging.requested(request));
    return HttpResponse.ok(Paging.json(page.map(Agent::toJson)));
  }
}
