package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.identity.TenantScope;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.agents.Agent;
import io.saasbricks.examples.chatbot.agents.AgentStore;
import io.saasbricks.examples.chatbot.chat.History;
import java.util.Map;

/** {@code GET /agents/{agentId}/leads}: the visitors who said how to reach them, newest first. */
public final class ListLeads extends HttpLambda {
  public ListLeads() {
    this(System.getenv());
  }

  public ListLeads(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private ListLeads(Backend backend) {
    this(backend, backend.agents(), backend.history());
  }

  private ListLeads(Backend backend, AgentStore agents, History history) {
    super(backend.secured("leads:read", request -> list(agents, history, request)));
  }

  private static HttpResponse list(AgentStore agents, History history, HttpRequest request) {
    TenantScope scope = TenantContext.of(request).scope();
    Agent agent = agents.require(scope, request.pathParameter("agentId"));
    PageRequest page = Paging.requested(request);
    return HttpResponse.ok(Paging.json(history.leads(scope, agent, page)));
  }
}
