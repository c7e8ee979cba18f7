package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.idempotency.WithIdempotencyKey;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.agents.Agent;
import io.saasbricks.examples.chatbot.agents.AgentProfile;
import io.saasbricks.examples.chatbot.agents.AgentStore;
import java.util.Map;

/** {@code POST /agents}: a new agent of the caller's tenant. */
public final class CreateAgent extends HttpLambda {
  public CreateAgent() {
    this(System.getenv());
  }

  public CreateAgent(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private CreateAgent(Backend backend) {
    this(backend, backend.agents());
  }

  private CreateAgent(Backend backend, AgentStore agents) {
    super(
        backend.secured(
            "agents:write",
            onRequest(agents).behind(WithIdempotencyKey.of(backend.idempotency()))));
  }

  private static Handler onRequest(AgentStore agents) {
    return request -> create(agents, request);
  }

  private static HttpResponse create(AgentStore agents, HttpRequest request) {
    AgentProfile profile = AgentProfile.read(request.json());
    Agent agent = agents.create(TenantContext.of(request), profile);
    return HttpResponse.json(201, agent.toJson()).with("location", "/agents/" + agent.agentId());
  }
}
