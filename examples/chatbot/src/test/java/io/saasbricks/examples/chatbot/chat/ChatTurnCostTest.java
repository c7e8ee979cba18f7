package io.saasbricks.examples.chatbot.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Secret;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.Consumption;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.examples.chatbot.agents.Agent;
import io.saasbricks.examples.chatbot.agents.AgentProfile;
import io.saasbricks.examples.chatbot.agents.AgentStore;
import io.saasbricks.llm.ChatAnswer;
import io.saasbricks.llm.ChatModel;
import io.saasbricks.llm.LlmRouter;
import io.saasbricks.llm.TokenUsage;
import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;
import io.saasbricks.local.time.ManualTime;
import io.saasbricks.metering.Quota;
import io.saasbricks.metering.UsageMeter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a warm turn through the widget costs, whatever the length of the conversation. */
@DynamoDbLocalTest
class ChatTurnCostTest {
  /** {@code -Dsaasbricks.llm.lateTurn=1000} shows that no turn is late. */
  private static final int TURNS = Integer.getInteger("saasbricks.llm.lateTurn", 120);

  private final ManualTime time = new ManualTime(Instant.parse("2026-03-01T08:00:00Z"));
  private final Consumption consumption = new Consumption();

  /** A message with a name is claimed; one without begins a conversation unread. */
  @ParameterizedTest(name = "named by the client: {0}")
  @CsvSource({"false, 4, 5", "true, 6, 6"})
  void everyTurnTakesTheSameRequests(boolean named, int first, int later, LocalTable local) {
    Handler widget = widget(local);
    List<Consumption.Snapshot> turns = new ArrayList<>();
    Optional<String> conversation = Optional.empty();
    for (int turn = 1; turn <= TURNS; turn++) {
      // Eight messages a minute, from as many addresses as the daily limits ask for.
      time.advance(Duration.ofSeconds(8));
      Consumption.Snapshot before = consumption.snapshot();
      HttpResponse response = widget.handle(message(turn, conversation, named));
      turns.add(consumption.snapshot().since(before));
      assertThat(response.status()).as(response.body()).isEqualTo(200);
      conversation = Optional.of(Json.object(response.body()).string("conversationId"));
    }
    for (int turn : new int[] {1, 20, 100, TURNS}) {
      System.out.printf("chat turn %d, named %s: %s%n", turn, named, turns.get(turn - 1));
    }
    assertThat(turns.get(0).requests()).isEqualTo(first);
    assertThat(turns.subList(1, TURNS))
        .extracting(Consumption.Snapshot::requests)
        .allMatch(requests -> requests == later);
    assertThat(turns.get(TURNS - 1).writeUnits()).isEqualTo(turns.get(19).writeUnits());
    assertThat(turns.get(TURNS - 1).readUnits()).isEqualTo(turns.get(19).readUnits());
  }

  private Handler widget(LocalTable local) {
    SaasTable table = SaasTable.of(local.client(), local.tableName(), time, consumption);
    TenantId owner = new TenantId(local.tenant());
    TenantStore tenants = TenantStore.of(table, time, time.nanos());
    tenants.create(owner, "Rye & Co", "enterprise");
    Principal visitor = Principal.of(Principal.Kind.VISITOR, owner, "agent");
    WithTenant withTenant = WithTenant.of(tenants, PlanCatalogue.standard());
    TenantContext tenant = withTenant.contextOf(visitor);
    Agent agent =
        new AgentStore(table, time, new SecureRandom(), time.nanos()).create(tenant, profile());
    ChatTurns turns =
        new ChatTurns(
            table,
            new MessageQuota(Quota.of(table, time), withTenant, time),
            UsageMeter.of(table, time),
            router(),
            new FirstMessages(() -> Secret.of("secret")),
            time,
            new Random(2));
    Handler chat =
        request ->
            turns.take(
                tenant, agent, WidgetMessage.read(request).message(), request, Reply::forVisitor);
    return chat.behind(VisitorLimits.of(table, time, time.nanos()));
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

  /** A model that answers in the length of a usual answer. */
  private static LlmRouter router() {
    ChatModel model =
        (request, deadline) ->
            ChatAnswer.of("We are open. ".repeat(20), TokenUsage.of(400, 60), "model");
    return LlmRouter.builder(card -> Optional.of(model)).build();
  }

  private static HttpRequest message(int turn, Optional<String> conversation, boolean named) {
    JsonObject body =
        JsonObject.builder()
            .put("agentId", "agent")
            .put("message", "When are you open? " + turn)
            .put("conversationId", conversation)
            .put("messageId", named ? Optional.of("m" + turn) : Optional.empty())
            .build();
    return Visits.message(
        (named ? "198.51.100." : "203.0.113.") + (1 + turn / 40), "request-" + turn, body);
  }
}
