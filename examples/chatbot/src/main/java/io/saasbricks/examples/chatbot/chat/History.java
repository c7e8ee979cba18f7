package io.saasbricks.examples.chatbot.chat;

import io.saasbricks.core.http.Problem;
import io.saasbricks.core.identity.TenantScope;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.examples.chatbot.agents.Agent;
import io.saasbricks.llm.conversation.ConversationId;
import io.saasbricks.llm.conversation.ConversationOverview;
import io.saasbricks.llm.conversation.Conversations;
import io.saasbricks.llm.conversation.Exchange;
import io.saasbricks.llm.conversation.Lead;
import io.saasbricks.llm.conversation.Leads;
import java.time.InstantSource;

/** What came of the chats, as the owner of the agents reads it. Safe for concurrent use. */
public final class History {
  private final SaasTable table;
  private final InstantSource time;

  public History(SaasTable table, InstantSource time) {
    this.table = table;
    this.time = time;
  }

  /** An agent's conversations. One request, and one more per conversation. */
  public Page<JsonObject> conversations(TenantScope scope, Agent agent, PageRequest page) {
    return Conversations.in(table.in(scope), time)
        .ofAgent(agent.agentId(), page)
        .map(History::json);
  }

  /**
   * What was said in a conversation. One request.
   *
   * @throws io.saasbricks.core.http.ProblemException with 404 if the tenant has no such
   *     conversation, or none any more
   */
  public Page<JsonObject> exchanges(TenantScope scope, String conversation, PageRequest page) {
    ConversationId id =
        ConversationId.tryParse(conversation)
            .orElseThrow(() -> Problem.notFound("conversation").asException());
    Page<Exchange> exchanges = Conversations.in(table.in(scope), time).history(id, page);
    // The page after the last one may be empty; a conversation never is.
    if (exchanges.items().isEmpty() && page.cursor().isEmpty()) {
      throw Problem.notFound("conversation").asException();
    }
    return exchanges.map(History::json);
  }

  /** An agent's leads. One request. */
  public Page<JsonObject> leads(TenantScope scope, Agent agent, PageRequest page) {
    return Leads.in(table.in(scope), time).ofAgent(agent.agentId(), page).map(History::json);
  }

  /**
   * Deletes the leads of an agent that is gone; what was said goes by itself after 90 days. One
   * request per started 1,000 leads and one per 25; repeatable after a failure.
   */
  public void forget(TenantScope scope, String agentId) {
    Leads.in(table.in(scope), time).deleteAll(agentId);
  }

  private static JsonObject json(ConversationOverview conversation) {
    return JsonObject.builder()
        .put("conversationId", conversation.id().value())
        .put("startedAt", conversation.startedAt())
        .put("lastAt", conversation.lastAt())
        .put("exchanges", conversation.exchanges())
        .build();
  }

  private static JsonObject json(Exchange exchange) {
    return JsonObject.builder()
        .put("messageId", exchange.messageId())
        .put("user", exchange.user())
        .put("assistant", exchange.assistant())
        .put("at", exchange.at())
        .put("provider", exchange.provider())
        .put("model", exchange.model())
        .put("usage", Reply.usage(exchange))
        .build();
  }

  private static JsonObject json(Lead lead) {
    return JsonObject.builder()
        .put("leadId", lead.conversation().value())
        .put("email", lead.contact().email())
        .put("phone", lead.contact().phone())
        .put("conversationId", lead.conversation().value())
        .put("at", lead.at())
        .build();
  }
}
