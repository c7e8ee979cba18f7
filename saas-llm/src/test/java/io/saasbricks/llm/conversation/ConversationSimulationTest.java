package io.saasbricks.llm.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.CursorSeal;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.llm.TokenUsage;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.simulation.Container;
import io.saasbricks.local.simulation.Fault;
import io.saasbricks.local.simulation.Faults;
import io.saasbricks.local.simulation.Simulation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The same messages arriving twice at once over a network that loses and repeats requests. */
class ConversationSimulationTest {
  private static final int RUNS = Integer.getInteger("saasbricks.llm.conversations", 150);
  private static final ConversationId ID = new ConversationId("conversation-000001");
  private static final List<String> MESSAGES = List.of("m1", "m2", "m3", "m4");
  private static final Set<Fault> DEADLY = EnumSet.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER);

  @Test
  void everyMessageIsStoredOnceAndOneCallerIsToldSo() {
    Set<Fault> kinds = EnumSet.complementOf(EnumSet.copyOf(DEADLY));
    List<String> told = new ArrayList<>();
    Simulation.check(
        RUNS,
        // Fewer than make the client give up: then nobody could be told.
        Faults.of(15, kinds).atMost(2),
        simulation -> {
          told.clear();
          play(simulation, told);
          assertThat(told).containsExactlyInAnyOrderElementsOf(MESSAGES);
        });
  }

  @Test
  void whoCrashesIsToldNothingAndNobodyElseIsToldTwice() {
    List<String> told = new ArrayList<>();
    Simulation.check(
        RUNS,
        Faults.of(15, DEADLY),
        simulation -> {
          told.clear();
          play(simulation, told);
          assertThat(told).doesNotHaveDuplicates();
        });
  }

  private static void play(Simulation simulation, List<String> told) {
    StandardTable.create(simulation.client(), "conversations");
    for (String name : List.of("one", "two")) {
      simulation.container(name, container -> answer(container, told));
    }
    simulation.run();
    Conversations all = in(simulation.client(), simulation.time());
    assertThat(all.history(ID, PageRequest.first(100)).items())
        .extracting(Exchange::messageId)
        .containsExactlyInAnyOrderElementsOf(MESSAGES);
    assertThat(all.window(ID).count()).isEqualTo(MESSAGES.size());
    assertThat(all.ofAgent("agent1", PageRequest.first(10)).items()).hasSize(1);
  }

  private static void answer(Container container, List<String> told) {
    Conversations conversations = in(container.client(), container.time());
    for (String message : MESSAGES) {
      ConversationWindow window = conversations.window(ID);
      if (window.find(message).isEmpty()) {
        String text = message + " by " + container.name() + container.life();
        Exchange exchange = exchange(message, text, container.time());
        if (conversations.append(window, "agent1", exchange).added()) {
          told.add(message);
        }
      }
    }
  }

  private static Conversations in(DynamoDbClient client, InstantSource time) {
    SaasTable table =
        SaasTable.of(client, "conversations", time)
            .sealing(CursorSeal.of(() -> Secret.of("seal"), time));
    Principal system = Principal.of(Principal.Kind.SYSTEM, new TenantId("tenant00"), "test");
    return Conversations.in(table.in(system.scope()), time);
  }

  private static Exchange exchange(String message, String answer, InstantSource time) {
    return new Exchange(
        message,
        time.instant(),
        "question",
        answer,
        "p",
        "m",
        "m",
        TokenUsage.NONE,
        BigDecimal.ZERO,
        Duration.ZERO,
        1);
  }
}
