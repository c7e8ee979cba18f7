package io.saasbricks.benchmarks.micro;

import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.llm.ChatRequest;
import io.saasbricks.llm.TokenUsage;
import io.saasbricks.llm.conversation.ConversationId;
import io.saasbricks.llm.conversation.ConversationWindow;
import io.saasbricks.llm.conversation.Conversations;
import io.saasbricks.llm.conversation.Exchange;
import io.saasbricks.llm.prompt.AgentProfile;
import io.saasbricks.llm.prompt.AgentPrompt;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The request to a model in the 20th turn, the longest the window grows; it has been read. */
@State(Scope.Thread)
public class PromptBenchmark {
  private static final int TURNS_BEFORE = 19;
  private static final int WINDOW_TOKENS = 3_000;
  private static final String TABLE = "conversations";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final AgentProfile profile =
      AgentProfile.of(
          "Rye & Co", "Open Tuesday to Saturday, 7:00 to 18:00. A loaf costs 5.50 EUR.");
  private final ConversationWindow window = window();

  /** System prompt and messages. */
  @Benchmark
  public ChatRequest turn20() {
    return ChatRequest.of(
        AgentPrompt.render(profile, window.summary()),
        window.messages("And on Sunday?", WINDOW_TOKENS));
  }

  private static ConversationWindow window() {
    InstantSource time = InstantSource.fixed(NOW);
    InMemoryDynamoDb database = InMemoryDynamoDb.create(time);
    StandardTable.create(database.client(), TABLE);
    Principal owner = Principal.of(Principal.Kind.SESSION, new TenantId("tenant01"), "google_1");
    Conversations conversations =
        Conversations.in(SaasTable.of(database.client(), TABLE, time).in(owner.scope()), time);
    ConversationId id = new ConversationId("conversation00000000");
    ConversationWindow window = ConversationWindow.beginning(id);
    for (int turn = 0; turn < TURNS_BEFORE; turn++) {
      window = conversations.append(window, "agent", exchange(turn)).window();
    }
    return conversations.window(id);
  }

  private static Exchange exchange(int turn) {
    return new Exchange(
        "message-" + turn,
        NOW.plusSeconds(turn),
        "Do you have rye bread tomorrow, and may I order two loaves?",
        "Yes, we bake it every morning. I have noted two loaves under your name for eight o'clock.",
        "openai",
        "gpt",
        "gpt",
        TokenUsage.of(300, 30),
        new BigDecimal("0.0001"),
        Duration.ofMillis(800),
        1);
  }
}
