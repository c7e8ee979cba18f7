package io.saasbricks.examples.chatbot.chat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.http.ProblemException;
import io.saasbricks.core.http.ServerSentEvents;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.examples.chatbot.agents.Agent;
import io.saasbricks.examples.chatbot.agents.AgentProfile;
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
import io.saasbricks.llm.conversation.MessageClaim;
import io.saasbricks.llm.conversation.StoredExchange;
import io.saasbricks.llm.prompt.AgentPrompt;
import io.saasbricks.metering.Ticket;
import io.saasbricks.metering.UsageEvent;
import io.saasbricks.metering.UsageMeter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Takes a visitor's message to its answer.
 *
 * <p>Four DynamoDB requests whatever the length of the conversation: the window is read, the
 * message taken from the quota, the exchange stored, the usage recorded. A first turn has no window
 * to read; a message that its sender named costs one more, which claims it. A message sent again
 * under its id is answered as before, and neither stored nor counted nor billed again; while it is
 * being answered its copies are refused. A turn without an answer is given back to the quota.
 * Contact details in a message are kept as a lead, with a write or two more. Safe for concurrent
 * use.
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
  private final FirstMessages firsts;
  private final InstantSource time;
  private final RandomGenerator random;

  public ChatTurns(
      SaasTable conversations,
      MessageQuota quota,
      UsageMeter meter,
      LlmRouter router,
      FirstMessages firsts,
      InstantSource time,
      RandomGenerator random) {
    this.conversations = conversations;
    this.quota = quota;
    this.meter = meter;
    this.router = router;
    this.firsts = firsts;
    this.time = time;
    this.random = random;
  }

  /** Asks the router for an answer, whole or told piece by piece. */
  @FunctionalInterface
  private interface Asking {
    RoutedAnswer ask(ChatRequest question, Route route, Deadline deadline);
  }

  /** A message on the way to its answer. */
  private record Turn(
      TenantContext tenant,
      Agent agent,
      VisitorMessage message,
      String messageId,
      ConversationWindow window,
      HttpRequest request) {
    /** Names the message among all of the tenant's. */
    String name() {
      return window.id().value() + "/" + messageId;
    }
  }

  /**
   * The answer to a message: JSON, or where caller and front door agree on it a stream of events
   * {@code delta}, which has the next piece of {@code text}, and {@code done}, which has the JSON.
   * A caller who goes ends the model's answer; what was told by then is kept as the reply.
   *
   * @param shown what the caller may see of a reply
   * @throws io.saasbricks.core.http.ProblemException with 404 for a conversation that is not this
   *     agent's, 409 while the same message is being answered, 429 if the month's messages are used
   *     up. No model that answers in time is 503, or in a stream an event {@code error}
   */
  public HttpResponse take(
      TenantContext tenant,
      Agent agent,
      VisitorMessage message,
      HttpRequest request,
      Function<Reply, JsonObject> shown) {
    ConversationWindow window = window(tenant, agent, message, request);
    Turn turn = new Turn(tenant, agent, message, message.idOr(random), window, request);
    Optional<Exchange> before = window.find(turn.messageId());
    if (before.isPresent()) {
      return answered(turn, new Reply(window.id(), before.get()), shown);
    }
    Optional<MessageClaim> claim = claim(turn);
    Ticket ticket = ticket(turn, claim);
    return request.wantsEvents()
        ? ServerSentEvents.answer(
            request,
            events -> {
              Consumer<String> sink = piece -> events.send("delta", delta(piece));
              Asking told =
                  (question, route, deadline) -> router.stream(question, route, deadline, sink);
              events.send("done", shown.apply(finish(turn, claim, ticket, told)));
            })
        : HttpResponse.ok(shown.apply(finish(turn, claim, ticket, router::answer)));
  }

  private static HttpResponse answered(Turn turn, Reply reply, Function<Reply, JsonObject> shown) {
    return turn.request().wantsEvents()
        ? ServerSentEvents.answer(
            turn.request(),
            events -> {
              events.send("delta", delta(reply.exchange().assistant()));
              events.send("done", shown.apply(reply));
            })
        : HttpResponse.ok(shown.apply(reply));
  }

  private static JsonObject delta(String text) {
    return JsonObject.builder().put("text", text).build();
  }

  private Conversations of(TenantContext tenant) {
    return Conversations.in(conversations.in(tenant.scope()), time);
  }

  private ConversationWindow window(
      TenantContext tenant, Agent agent, VisitorMessage message, HttpRequest request) {
    if (message.conversation().isEmpty()) {
      return message
          .messageId()
          .map(id -> begun(tenant, firsts.conversation(agent, id, message, request)))
          .orElseGet(() -> ConversationWindow.beginning(ConversationId.random(random)));
    }
    ConversationWindow window = of(tenant).window(message.conversation().get());
    boolean foreign = window.agentId().filter(owner -> !owner.equals(agent.agentId())).isPresent();
    if (window.count() == 0 || foreign) {
      throw Problem.notFound("conversation").asException();
    }
    return window;
  }

  private ConversationWindow begun(TenantContext tenant, ConversationId id) {
    ConversationWindow window = of(tenant).window(id);
    return window.count() == 0 ? ConversationWindow.beginning(id) : window;
  }

  /** Only a message that its sender named can arrive twice and be known for it. */
  private Optional<MessageClaim> claim(Turn turn) {
    if (turn.message().messageId().isEmpty()) {
      return Optional.empty();
    }
    MessageClaim claim = MessageClaim.of(turn.window().id(), turn.messageId(), random);
    if (!of(turn.tenant()).tryClaim(claim, turn.request().deadline().remaining())) {
      throw Problem.conflict("The message is being answered.")
          .withHeader("retry-after", "2")
          .asException();
    }
    return Optional.of(claim);
  }

  /** Of another name at each attempt: one that was given back cannot be taken again. */
  private Ticket ticket(Turn turn, Optional<MessageClaim> claim) {
    String attempt = claim.map(MessageClaim::owner).orElse("");
    try {
      return quota.take(turn.tenant(), turn.name() + "/" + attempt);
    } catch (ProblemException refusal) {
      claim.ifPresent(of(turn.tenant())::release);
      throw refusal;
    }
  }

  private Reply finish(Turn turn, Optional<MessageClaim> claim, Ticket ticket, Asking asking) {
    RoutedAnswer answer;
    try {
      answer = ask(turn, asking);
    } catch (NoAnswerException e) {
      quota.giveBack(ticket);
      claim.ifPresent(of(turn.tenant())::release);
      throw e;
    }
    // Before the exchange is stored: a message sent again after a crash here is captured again.
    Leads.in(conversations.in(turn.tenant().scope()), time)
        .capture(turn.agent().agentId(), turn.window().id(), turn.message().text());
    Exchange exchange =
        Exchange.of(turn.messageId(), time.instant(), turn.message().text(), answer);
    StoredExchange stored =
        of(turn.tenant()).append(turn.window(), turn.agent().agentId(), exchange);
    if (!stored.added()) {
      quota.giveBack(ticket);
    }
    record(turn, stored);
    return new Reply(turn.window().id(), stored.exchange());
  }

  private static RoutedAnswer ask(Turn turn, Asking asking) {
    ConversationWindow window = turn.window();
    AgentProfile profile = turn.agent().profile();
    ChatRequest question =
        ChatRequest.of(
                AgentPrompt.render(profile.forPrompt(), window.summary()),
                window.messages(turn.message().text(), WINDOW_TOKENS))
            .limitedTo(ANSWER_TOKENS);
    Route route =
        Route.ofPlan(turn.tenant().plan().name())
            .preferring(profile.preferredModel())
            .goingOnWith(window.affinity());
    return asking.ask(question, route, turn.request().deadline().reserving(TO_STORE));
  }

  /** The time of the exchange, not of now: a repetition must fall into the same hour. */
  private void record(Turn turn, StoredExchange stored) {
    Exchange exchange = stored.exchange();
    meter.record(
        turn.tenant().id(),
        UsageEvent.of(turn.name(), exchange.at())
            .with(Metrics.MESSAGES, 1)
            .with(Metrics.INPUT_TOKENS, exchange.usage().input())
            .with(Metrics.OUTPUT_TOKENS, exchange.usage().output())
            .with(Metrics.LLM_COST, Metrics.nanoDollars(exchange.costUsd())));
    note(exchange, exchange.costUsd(), turn.request());
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
