package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.identity.TenantScope;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.chat.History;
import java.util.Map;

/** {@code GET /conversations/{conversationId}}: what was said, newest first. */
public final class GetConversation extends HttpLambda {
  public GetConversation() {
    this(System.getenv());
  }

  public GetConversation(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private GetConversation(Backend backend) {
    this(backend, backend.history());
  }

  private GetConversation(Backend backend, History history) {
    super(backend.secured("conversations:read", request -> get(history, request)));
  }

  private static HttpResponse get(History history, HttpRequest request) {
    TenantScope scope = TenantContext.of(request).scope();
    PageRequest page = Paging.requested(request);
    String conversation = request.pathParameter("conversationId");
    return HttpResponse.ok(Paging.json(history.exchanges(scope, conversation, page)));
  }
}
