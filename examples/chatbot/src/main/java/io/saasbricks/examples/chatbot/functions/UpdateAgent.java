package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.agents.AgentProfile;
import io.saasbricks.examples.chatbot.agents.AgentStore;
import java.util.Map;
import java.util.function.LongPredicate;

/** {@code PUT /agents/{agentId}}: an agent described anew, by who knows its latest version. */
public final class UpdateAgent extends HttpLambda {
  public UpdateAgent() {
    this(System.getenv());
  }

  public UpdateAgent(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private UpdateAgent(Backend backend) {
    this(backend, backend.agents());
  }

  private UpdateAgent(Backend backend, AgentStore agents) {
    super(backend.secured("agents:write", request -> update(agents, request)));
  }

  private static HttpResponse update(AgentStore agents, HttpRequest request) {
    LongPredicate known = AgentVersion.required(request);
    AgentProfile profile = AgentProfile.read(request.json());
    String agentId = request.pathParameter("agentId");
    return AgentVersion.ok(agents.update(TenantContext.of(request), agentId, known, profile));
  }
}
