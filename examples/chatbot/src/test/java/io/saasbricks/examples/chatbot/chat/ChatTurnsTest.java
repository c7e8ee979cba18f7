package io.saasbricks.examples.chatbot.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.examples.chatbot.agents.Agent;
import io.saasbricks.examples.chatbot.agents.AgentProfile;
import io.saasbricks.examples.chatbot.agents.AgentStore;
import io.saasbricks.examples.chatbot.usage.Metrics;
import io.saasbricks.llm.ChatAnswer;
import io.saasbricks.llm.ChatException;
import io.saasbricks.llm.ChatFailure;
import io.saasbricks.llm.ChatRequest;
import io.saasbricks.llm.FinishReason;
import io.saasbricks.llm.LlmRouter;
import io.saasbricks.llm.StreamingChatModel;
import io.saasbricks.llm.TokenUsage;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.time.ManualTime;
import io.saasbricks.metering.Quota;
import io.saasbricks.metering.UsageMeter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A chat turn through a streaming front door, over models that do what a test tells them. */
class ChatTurnsTest {
  private static final TenantId OWNER = new TenantId("acme0000");
  private static final TokenUsage USAGE = TokenUsage.of(400, 60);

  private final ManualTime time = new ManualTime(Instant.parse("2026-03-01T08:00:00Z"));
  private final AtomicInteger asked = new AtomicInteger();
  private final SaasTable table = table();
  private final Quota quota = Quota.of(table, time);
  private final WithTenant tenants = tenants();
  private final TenantContext tenant =
      tenants.contextOf(Principal.of(Principal.Kind.VISITOR, OWNER, "agent"));
  private final Handler chat = chat();
  private final FunctionUrl url = new FunctionUrl(chat);
  private Script script = sink -> sayAll(sink, "We are ", "open.");

  /** What the model does when it is asked. */
  private interface Script {
    ChatAnswer tell(Consumer<String> sink);
  }

  private static ChatAnswer sayAll(Consumer<String> sink, String... pieces) {
    for (String piece : pieces) {
      sink.accept(piece);
    }
    return ChatAnswer.of(String.join("", pieces), USAGE, "model");
  }

  private SaasTable table() {
    DynamoDbClient client = InMemoryDynamoDb.create(time).client();
    StandardTable.create(client, "all");
    return SaasTable.of(client, "all", time);
  }

  private WithTenant tenants() {
    TenantStore tenants = TenantStore.of(table, time, time.nanos());
    tenants.create(OWNER, "Rye & Co", "enterprise");
    return WithTenant.of(tenants, PlanCatalogue.standard());
  }

  private Handler chat() {
    AgentProfile profile =
        new AgentProfile(
            "Ada",
            "Rye & Co",
            Optional.empty(),
            Optional.empty(),
            Optional.of("Open Tuesday to Saturday."),
            Optional.empty(),
            List.of());
    Agent agent = new AgentStore(table, time, new Random(1), time.nanos()).create(tenant, profile);
    StreamingChatModel model = new Scripted();
    ChatTurns turns =
        new ChatTurns(
            table,
            new MessageQuota(quota, tenants, time),
            UsageMeter.of(table, time),
            LlmRouter.builder(card -> Optional.of(model)).build(),
            new FirstMessages(() -> Secret.of("secret")),
            time,
            new Random(2));
    return request ->
        turns.take(tenant, agent, WidgetMessage.read(request).message(), request, Reply::forOwner);
  }

  private final class Scripted implements StreamingChatModel {
    @Override
    public ChatAnswer answer(ChatRequest request, Deadline deadline) {
      return stream(request, deadline, piece -> {});
    }

    @Override
    public ChatAnswer stream(ChatRequest request, Deadline deadline, Consumer<String> sink) {
      asked.incrementAndGet();
      StringBuilder told = new StringBuilder();
      try {
        return script.tell(
            piece -> {
              told.append(piece);
              sink.accept(piece);
            });
      } catch (CancellationException e) {
        return new ChatAnswer(told.toString(), List.of(), FinishReason.CANCELLED, USAGE, "model");
      }
    }
  }

  private static JsonObject message(String conversation, String messageId) {
    return JsonObject.builder()
        .put("agentId", "agent")
        .put("message", "When are you open?")
        .put("conversationId", conversation)
        .put("messageId", messageId)
        .build();
  }

  private String conversation() {
    JsonObject first = JsonObject.builder().put("agentId", "agent").put("message", "Hello").build();
    return url.post(first).json().string("conversationId");
  }

  private long messagesUsed() {
    return quota.standing(tenant.id(), Metrics.messages(tenant.plan())).used();
  }

  @Test
  void aStreamTellsTheReplyInPiecesAndThenTheWholeAnswer() {
    FunctionUrl.Answer answer = url.stream(message(conversation(), "m1"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().string("content-type")).isEqualTo("text/event-stream");
    assertThat(answer.events("delta")).hasSize(2);
    assertThat(answer.told()).isEqualTo("We are open.");
    JsonObject done = answer.events("done").get(0);
    assertThat(done.string("reply")).isEqualTo("We are open.");
    assertThat(done.object("usage").number("outputTokens")).isEqualTo(60);
    assertThat(messagesUsed()).isEqualTo(2);
  }

  @Test
  void aStreamedMessageSentAgainIsToldAgainAndCostsNothing() {
    String conversation = conversation();
    JsonObject first = url.stream(message(conversation, "m1")).events("done").get(0);
    FunctionUrl.Answer again = url.stream(message(conversation, "m1"));
    assertThat(again.told()).isEqualTo("We are open.");
    assertThat(again.events("done")).containsExactly(first);
    assertThat(url.post(message(conversation, "m1")).json()).isEqualTo(first);
    assertThat(asked).hasValue(2);
    assertThat(messagesUsed()).isEqualTo(2);
  }

  @Test
  void aVisitorWhoGoesEndsTheModelsAnswerAndWhatWasToldIsKept() {
    String conversation = conversation();
    script =
        sink -> {
          for (int piece = 0; piece < 1_000; piece++) {
            sink.accept("piece " + piece + " ");
          }
          throw new AssertionError("nobody reads any more");
        };
    url.stream(message(conversation, "m1"), new Leaving());
    JsonObject kept = url.post(message(conversation, "m1")).json();
    assertThat(kept.string("reply")).startsWith("piece 0 piece 1 ").doesNotContain("piece 9");
    assertThat(kept.decimal("costUsd")).isPositive();
    assertThat(asked).hasValue(2);
    assertThat(messagesUsed()).isEqualTo(2);
  }

  /** Takes the prelude and two events. */
  private static final class Leaving extends OutputStream {
    private int events;

    @Override
    public void write(int octet) {}

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      events +=
          new String(bytes, offset, length, StandardCharsets.UTF_8).startsWith("event: ") ? 1 : 0;
      if (events > 2) {
        throw new IOException("broken pipe");
      }
    }
  }

  @Test
  void aCopyOfAMessageThatIsBeingAnsweredIs409AndPaysNothing() {
    String conversation = conversation();
    FunctionUrl.Answer[] copy = new FunctionUrl.Answer[1];
    script =
        sink -> {
          copy[0] = url.post(message(conversation, "m1"));
          return sayAll(sink, "Open.");
        };
    assertThat(url.post(message(conversation, "m1")).status()).isEqualTo(200);
    assertThat(copy[0].status()).isEqualTo(409);
    assertThat(copy[0].headers().string("retry-after")).isEqualTo("2");
    assertThat(asked).hasValue(2);
    assertThat(messagesUsed()).isEqualTo(2);
    assertThat(url.post(message(conversation, "m1")).json().string("reply")).isEqualTo("Open.");
  }

  @Test
  void aMessageWhoseAnsweringDiedMayBeSentAgainOnceItsTimeIsOver() {
    String conversation = conversation();
    script =
        sink -> {
          throw new StackOverflowError();
        };
    try {
      url.post(message(conversation, "m1"));
    } catch (StackOverflowError crash) {
      script = sink -> sayAll(sink, "Open.");
    }
    assertThat(url.post(message(conversation, "m1")).status()).isEqualTo(409);
    time.advance(Duration.ofSeconds(33));
    assertThat(url.post(message(conversation, "m1")).status()).isEqualTo(200);
  }

  @Test
  void aMessageWithoutAnAnswerIsGivenBackAndMayBeSentAgainAtOnce() {
    String conversation = conversation();
    Script usual = script;
    script =
        sink -> {
          throw new ChatException(ChatFailure.INVALID, "no", null);
        };
    assertThat(url.post(message(conversation, "m1")).status()).isGreaterThanOrEqualTo(500);
    FunctionUrl.Answer streamed = url.stream(message(conversation, "m1"));
    assertThat(streamed.status()).isEqualTo(200);
    assertThat(streamed.events("error").get(0).number("status")).isGreaterThanOrEqualTo(500);
    assertThat(messagesUsed()).isEqualTo(1);
    script = usual;
    assertThat(url.stream(message(conversation, "m1")).told()).isEqualTo("We are open.");
    assertThat(messagesUsed()).isEqualTo(2);
  }

  @Test
  void aRefusalBeforeTheFirstEventHasAStatusOfItsOwn() {
    FunctionUrl.Answer answer = url.stream(message("conversation-that-is-not", "m1"));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().string("type")).endsWith("/not-found");
  }
}
