package io.saasbricks.examples.chatbot.chat;

import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.examples.chatbot.agents.Agent;
import io.saasbricks.examples.chatbot.usage.Metrics;
import io.saasbricks.llm.ChatRequest;
import io.saasbricks.llm.LlmRouter;
import io.saasbricks.llm.NoAnswerException;
import io.saasbricks.llm.Route;
import io.saasbricks.llm.RoutedAnswer;
import io.saasbricks.llm.conversation.ConversationId;
import io.saasbricks.llm.conversation.ConversationWindow;
import io.saasbricks.llm.conversation.Conversations;
import io.saasbricks.llm.conversation.Exchange;
import io.saasbricks.llm.conversation.Leads;
import io.saasbricks.llm.conversation.StoredExchange;
import io.saasbricks.llm.prompt.AgentPrompt;
import io.saasbricks.metering.Ticket;
import io.saasbricks.metering.UsageEvent;
import io.saasbricks.metering.UsageMeter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Takes a visitor's message to its answer.
 *
 * <p>Four DynamoDB requests whatever the length of the conversation: the window is read, the
 * message taken from the quota, the exchange stored, the usage recorded. A message sent again under
 * its id is answered as before, and neither stored nor counted nor billed again. A turn without an
 * answer is given back to the quota. Contact details in a message are kept as a lead, with a write
 * or two more. Safe for concurrent use.
 */
public final class ChatTurns {
  private static final long WINDOW_TOKENS = 6_000;
  private static final int ANSWER_TOKENS = 500;

  /** Kept of the function's time to store and record what was answered. */
  private static final Duration TO_STORE = Duration.ofSeconds(3);

  private final SaasTable conversations;
  private final MessageQuota quota;
  private final UsageMeter meter;
  private final LlmRouter router;
  private final InstantSource time;
  private final RandomGenerator random;

  public ChatTurns(
      SaasTable conversations,
      MessageQuota quota,
      UsageMeter meter,
      LlmRouter router,
      InstantSource time,
      RandomGenerator random) {
    this.conversations = conversations;
    this.quota = quota;
    this.meter = meter;
    this.router = router;
    this.time = time;
    this.random = random;
  }

  /**
   * The reply to a message.
   *
   * @throws io.saasbricks.core.http.ProblemException with 404 for a conversation that is not this
   *     agent's, 429 if the month's messages are used up, 503 if no model answers in time
   */
  public Reply take(
      TenantContext tenant, Agent agent, VisitorMessage message, HttpRequest request) {
    Conversations ofTenant = Conversations.in(conversations.in(tenant.scope()), time);
    ConversationWindow window = window(ofTenant, agent, message);
    String messageId = message.idOr(random);
    Optional<Exchange> before = window.find(messageId);
    if (before.isPresent()) {
      return new Reply(window.id(), before.get());
    }
    Ticket ticket = quota.take(tenant, window.id().value() + "/" + messageId);
    RoutedAnswer answer = ask(tenant, agent, window, message, request, ticket);
    // Before the exchange is stored: a message sent again after a crash here is captured again.
    Leads.in(conversations.in(tenant.scope()), time)
        .capture(agent.agentId(), window.id(), message.text());
    Exchange exchange = Exchange.of(messageId, time.instant(), message.text(), answer);
    StoredExchange stored = ofTenant.append(window, agent.agentId(), exchange);
    record(tenant, stored, request);
    return new Reply(window.id(), stored.exchange());
  }

  private ConversationWindow window(Conversations ofTenant, Agent agent, VisitorMessage message) {
    ConversationId id = message.conversation().orElseGet(() -> ConversationId.random(random));
    ConversationWindow window = ofTenant.window(id);
    boolean unknown = message.conversation().isPresent() && window.count() == 0;
    boolean foreign = window.agentId().filter(owner -> !owner.equals(agent.agentId())).isPresent();
    if (unknown || foreign) {
      throw Problem.notFound("conversation").asException();
    }
    return window;
  }

  private RoutedAnswer ask(
      TenantContext tenant,
      Agent agent,
      ConversationWindow window,
      VisitorMessage message,
      HttpRequest request,
      Ticket ticket) {
    ChatRequest question =
        ChatRequest.of(
                AgentPrompt.render(agent.profile().forPrompt(), window.summary()),
                window.messages(message.text(), WINDOW_TOKENS))
            .limitedTo(ANSWER_TOKENS);
    Route route =
        Route.ofPlan(tenant.plan().name())
            .preferring(agent.profile().preferredModel())
            .goingOnWith(window.affinity());
    try {
      return router.answer(question, route, request.deadline().reserving(TO_STORE));
    } catch (NoAnswerException e) {
      quota.giveBack(ticket);
      throw e;
    }
  }

  /** The time of the exchange, not of now: a repetition must fall into the same hour. */
  private void record(TenantContext tenant, StoredExchange stored, HttpRequest request) {
    Exchange exchange = stored.exchange();
    String id = stored.window().id().value() + "/" + exchange.messageId();
    meter.record(
        tenant.id(),
        UsageEvent.of(id, exchange.at())
            .with(Metrics.MESSAGES, 1)
            .with(Metrics.INPUT_TOKENS, exchange.usage().input())
            .with(Metrics.OUTPUT_TOKENS, exchange.usage().output())
            .with(Metrics.LLM_COST, Metrics.nanoDollars(exchange.costUsd())));
    note(exchange, exchange.costUsd(), request);
  }

  private static void note(Exchange exchange, BigDecimal cost, HttpRequest request) {
    request.facts().put("provider", exchange.provider());
    request.facts().put("model", exchange.model());
    request.facts().put("inputTokens", exchange.usage().input());
    request.facts().put("outputTokens", exchange.usage().output());
    request.facts().put("attempts", exchange.attempts());
    request.facts().add("llmCostUsd", cost);
  }
}
