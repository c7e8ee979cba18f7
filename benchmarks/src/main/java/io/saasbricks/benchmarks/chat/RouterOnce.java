package io.saasbricks.benchmarks.chat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.net.Transport;
import io.saasbricks.llm.ChatModels;
import io.saasbricks.llm.ChatRequest;
import io.saasbricks.llm.LlmRouter;
import io.saasbricks.llm.ProviderAccess;
import io.saasbricks.llm.Route;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Asks once by our router over our transport, catalogue and JSON included. */
public final class RouterOnce {
  private RouterOnce() {}

  /** Takes the address of the vendor. */
  public static void main(String[] arguments) {
    long start = System.nanoTime();
    ProviderAccess access = ProviderAccess.key(() -> Secret.of("key")).at(URI.create(arguments[0]));
    Transport transport = Transport.http(InstantSource.system());
    LlmRouter router =
        LlmRouter.builder(ChatModels.vendors(transport, Map.of("openai", access))).build();
    Deadline deadline = Deadline.in(Duration.ofSeconds(20), System::nanoTime);
    ChatRequest question = ChatRequest.of(FirstQuestion.TEXT);
    FirstQuestion.report(
        start, router.answer(question, Route.ofPlan("free"), deadline).answer().text());
  }
}
