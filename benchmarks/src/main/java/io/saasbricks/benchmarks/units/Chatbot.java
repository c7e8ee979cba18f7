package io.saasbricks.benchmarks.units;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.Headers;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.OutgoingGuard;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.examples.chatbot.agents.Agent;
import io.saasbricks.examples.chatbot.agents.AgentProfile;
import io.saasbricks.examples.chatbot.agents.AgentStore;
import io.saasbricks.examples.chatbot.chat.ChatTurns;
import io.saasbricks.examples.chatbot.chat.FirstMessages;
import io.saasbricks.examples.chatbot.chat.MessageQuota;
import io.saasbricks.examples.chatbot.chat.Reply;
import io.saasbricks.examples.chatbot.chat.VisitorLimits;
import io.saasbricks.examples.chatbot.chat.WidgetMessage;
import io.saasbricks.examples.chatbot.usage.Metrics;
import io.saasbricks.llm.ChatAnswer;
import io.saasbricks.llm.ChatModel;
import io.saasbricks.llm.LlmRouter;
import io.saasbricks.llm.TokenUsage;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.time.ManualTime;
import io.saasbricks.metering.Quota;
import io.saasbricks.metering.UsageBatch;
import io.saasbricks.metering.UsageMeter;
import io.saasbricks.metering.WithQuota;
import io.saasbricks.metering.WithUsage;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** The chatbot's warm path over a database, with a model that always gives the same answer. */
final class Chatbot {
  static final String ANSWER = "We are open. ".repeat(20);

  private final ManualTime time;
  private final Handler door;
  private final Handler chat;
  private final Handler metered;
  private Optional<String> conversation = Optional.empty();
  private int requests;

  Chatbot(InMemoryDynamoDb database, String name, ManualTime time, ExecutionInterceptor counter) {
    this.time = time;
    SaasTable table = SaasTable.of(database.client(new OutgoingGuard(), counter), name, time);
    TenantStore tenants = TenantStore.of(table, time, time.nanos());
    TenantId owner = new TenantId("tenant01");
    tenants.create(owner, "Rye & Co", "enterprise");
    WithTenant withTenant = WithTenant.of(tenants, PlanCatalogue.standard());
    Principal visitor = Principal.of(Principal.Kind.VISITOR, owner, "agent");
    TenantContext tenant = withTenant.contextOf(visitor);
    AgentStore agents = new AgentStore(table, time, new SecureRandom(), time.nanos());
    Agent agent = agents.create(tenant, profile());
    ChatTurns turns = turns(table, withTenant);
    door =
        ((Handler) request -> HttpResponse.ok(JsonObject.builder().build()))
            .behind(VisitorLimits.of(table, time, time.nanos()));
    chat =
        ((Handler)
                request ->
                    turns.take(
                        tenant,
                        agent,
                        WidgetMessage.read(request).message(),
                        request,
                        Reply::forVisitor))
            .behind(VisitorLimits.of(table, time, time.nanos()));
    metered = metered(table, visitor, withTenant);
  }

  private ChatTurns turns(SaasTable table, WithTenant withTenant) {
    ChatModel model = (request, deadline) -> ChatAnswer.of(ANSWER, TokenUsage.of(400, 60), "model");
    return new ChatTurns(
        table,
        new MessageQuota(Quota.of(table, time), withTenant, time),
        UsageMeter.of(table, time),
        LlmRouter.builder(card -> Optional.of(model)).build(),
        new FirstMessages(() -> Secret.of("0123456789abcdef".repeat(4))),
        time,
        new Random(2));
  }

  private Handler metered(SaasTable table, Principal caller, WithTenant withTenant) {
    return ((Handler)
            request -> {
              UsageBatch.of(request).add(Metrics.API_CALLS, 1);
              return HttpResponse.ok(JsonObject.builder().build());
            })
        .behind(
            (request, next) -> next.handle(request.by(caller)),
            withTenant,
            WithQuota.of(Quota.of(table, time), tenant -> Metrics.apiCalls(tenant.plan()), time),
            WithUsage.of(UsageMeter.of(table, time), time, WithUsage.Unrecorded.FAILS));
  }

  /** One message of the conversation that the first began. */
  void turn() {
    HttpResponse response = expectOk(chat.handle(message()));
    conversation = Optional.of(Json.object(response.body()).string("conversationId"));
  }

  /** One decision about a visitor. */
  void decide() {
    expectOk(door.handle(message()));
  }

  /** One call of a route that a quota limits and the bill lists. */
  void meteredRequest() {
    expectOk(metered.handle(message()));
  }

  private static HttpResponse expectOk(HttpResponse response) {
    if (response.status() != 200) {
      throw new IllegalStateException("refused: " + response.body());
    }
    return response;
  }

  private HttpRequest message() {
    requests++;
    // Slow enough for the limits of an address, and after forty messages from another.
    time.advance(Duration.ofSeconds(8));
    JsonObject body =
        JsonObject.builder()
            .put("agentId", "agent")
            .put("message", "When are you open? " + requests)
            .put("conversationId", conversation)
            .build();
    return HttpRequest.of(
        new HttpRequest.Parts(
            "POST",
            "POST /widget/chat",
            "/widget/chat",
            Map.of(),
            Map.of(),
            Headers.none(),
            Map.of(),
            Json.bytes(body),
            "203.0.113." + (1 + requests / 40),
            "request-" + requests,
            JsonObject.builder().build(),
            Deadline.in(Duration.ofSeconds(30), System::nanoTime)));
  }

  private static AgentProfile profile() {
    return new AgentProfile(
        "Ada",
        "Rye & Co",
        Optional.empty(),
        Optional.empty(),
        Optional.of("Open Tuesday to Saturday."),
        Optional.empty(),
        List.of());
  }
}
