import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.net.Transport;
import io.saasbricks.llm.ChatModels;
import io.saasbricks.llm.ChatRequest;
import io.saasbricks.llm.LlmRouter;
import io.saasbricks.llm.ProviderAccess;
import io.saasbricks.llm.Route;
import io.saasbricks.llm.RoutedAnswer;
import io.saasbricks.local.http.LocalServer;
import io.saasbricks.local.vendors.Faults;
import io.saasbricks.local.vendors.OpenAiStandIn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** A question to whichever model of the plan answers. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    InstantSource time = InstantSource.system();
    try (LocalServer openAi = LocalServer.start(OpenAiStandIn.openAi(new Faults(), time))) {
      ProviderAccess access = ProviderAccess.key(() -> Secret.of("sk-...")).at(openAi.uri());
      LlmRouter router =
          LlmRouter.builder(ChatModels.vendors(Transport.http(time), Map.of("openai", access)))
              .build();
      RoutedAnswer answer =
          router.answer(
              ChatRequest.of("Hello!"),
              Route.ofPlan("pro"),
              Deadline.in(Duration.ofSeconds(20), System::nanoTime));
      if (answer.answer().text().isEmpty()) {
        throw new IllegalStateException("no answer");
      }
    }
  }
}
