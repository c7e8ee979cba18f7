package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * The template's policies allow what the functions need: the emulator refuses the rest, in all
 * tests. And they allow nothing more: the tests of all routes and schedules run here once more, on
 * a backend of their own, and nothing that is allowed may be left over.
 */
@Order(2)
class LeastPrivilegeTest {
  private static final String EVERY_ROUTE =
      ".*(RouteTest|PlanLimitsTest|SchedulesTest|StreamedChatTest|AuthorizerTest)";

  /** What is needed, but rarely, or by another function with the same policy. */
  private static final List<String> EXCUSED =
      List.of(
          // A limiter that knows that a write would be refused, and a quota that was, look first.
          ".*: dynamodb:GetItem on .*CountersTable",
          // A retried creation that failed gives its Idempotency-Key free.
          "CreateAgentFunction: dynamodb:DeleteItem on .*AppTable",
          // One policy says what a chat turn does, whichever of the three functions takes it.
          "(AgentChat|WidgetChat|StreamChat)Function: dynamodb:[A-Za-z]+ on .*ConversationsTable");

  @Test
  void noFunctionMayDoWhatItNeverDoes() throws IOException {
    LauncherDiscoveryRequest routes =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage("io.saasbricks.examples.chatbot"))
            .filters(includeClassNamePatterns(EVERY_ROUTE))
            .build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    try (var session = LauncherFactory.openSession()) {
      session.getLauncher().execute(routes, summary);
    }
    assertThat(summary.getSummary().getFailures()).isEmpty();
    assertThat(Files.readAllLines(RunningBackend.UNUSED_PERMISSIONS))
        .filteredOn(unused -> EXCUSED.stream().noneMatch(unused::matches))
        .isEmpty();
  }
}
