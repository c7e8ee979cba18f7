package io.saasbricks.docs.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.ServerSentEvents;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.Transport;
import io.saasbricks.llm.ChatModels;
import io.saasbricks.llm.ChatRequest;
import io.saasbricks.llm.LlmRouter;
import io.saasbricks.llm.ProviderAccess;
import io.saasbricks.llm.Route;
import io.saasbricks.llm.RoutedAnswer;
import io.saasbricks.local.http.LocalServer;
import io.saasbricks.local.vendors.Faults;
import io.saasbricks.local.vendors.GeminiStandIn;
import io.saasbricks.local.vendors.OpenAiStandIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LlmExampleTest {
  @Test
  void aQuestionIsAnsweredByWhoeverCan() throws IOException {
    Faults faults = new Faults();
    InstantSource time = InstantSource.system();
    try (LocalServer openAi = LocalServer.start(OpenAiStandIn.openAi(faults, time));
        LocalServer gemini = LocalServer.start(GeminiStandIn.create(faults))) {
      LlmRouter router = router(openAi.uri(), gemini.uri());
      assertThat(answer(router, "Hello!").answer().text()).isNotEmpty();
    }
  }

  @Test
  void anAnswerIsToldWhileItIsWritten() throws IOException {
    Faults faults = new Faults();
    InstantSource time = InstantSource.system();
    try (LocalServer openAi = LocalServer.start(OpenAiStandIn.openAi(faults, time));
        LocalServer gemini = LocalServer.start(GeminiStandIn.create(faults))) {
      HttpResponse response =
          told(HttpRequest.of("POST", "/chat"), router(openAi.uri(), gemini.uri()));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      response.stream().orElseThrow().writeTo(out);
      assertThat(out.toString(UTF_8)).startsWith("event: delta").contains("event: done");
    }
  }

  private static HttpResponse told(HttpRequest request, LlmRouter router) {
    ChatRequest question = ChatRequest.of("Hello!");
    Route route = Route.ofPlan("pro");
    Deadline deadline = Deadline.in(Duration.ofSeconds(20), System::nanoTime);

    return ServerSentEvents.answer(
        request,
        events -> {
          RoutedAnswer answer =
              router.stream(question, route, deadline, piece -> events.send("delta", text(piece)));
          events.send("done", json(answer));
        });
  }

  private static JsonObject text(String piece) {
    return JsonObject.builder().put("text", piece).build();
  }

  private static JsonObject json(RoutedAnswer answer) {
    return JsonObject.builder().put("reply", answer.answer().text()).build();
  }

  private static LlmRouter router(URI openAi, URI gemini) {
    Map<String, ProviderAccess> access =
        Map.of(
            "openai", ProviderAccess.key(() -> Secret.of("sk-...")).at(openAi),
            "gemini", ProviderAccess.key(() -> Secret.of("AIza...")).at(gemini));
    Transport transport = Transport.http(InstantSource.system());
    return LlmRouter.builder(ChatModels.vendors(transport, access)).build();
  }

  private static RoutedAnswer answer(LlmRouter router, String question) {
    RoutedAnswer answer =
        router.answer(
            ChatRequest.of(question),
            Route.ofPlan("pro").preferring(Optional.of("gemini-flash-latest")),
            Deadline.in(Duration.ofSeconds(20), System::nanoTime));
    System.out.println(answer.model().id() + ", " + answer.reason() + ", $" + answer.costUsd());
    return answer;
  }
}
