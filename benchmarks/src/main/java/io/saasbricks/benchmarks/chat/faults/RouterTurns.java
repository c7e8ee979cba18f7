package io.saasbricks.benchmarks.chat.faults;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.Transport;
import io.saasbricks.llm.ChatModels;
import io.saasbricks.llm.ChatRequest;
import io.saasbricks.llm.LlmRouter;
import io.saasbricks.llm.ModelCatalogue;
import io.saasbricks.llm.NoAnswerException;
import io.saasbricks.llm.ProviderAccess;
import io.saasbricks.llm.Route;
import io.saasbricks.llm.RoutedAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Asks our router turn by turn, as {@link FaultMatrix} tells it. */
public final class RouterTurns {
  private static final JsonObject CATALOGUE =
      Json.object(
          """
          {
            "default": "a",
            "plans": {"pro": "default"},
            "providers": {
              "one": {"format": "openai", "url": "https://one.example"},
              "two": {"format": "openai", "url": "https://two.example"},
              "three": {"format": "openai", "url": "https://three.example"}
            },
            "models": {
              "a": {"provider": "one", "prices": {"input": 1, "output": 4},
                    "contextTokens": 32000, "maxOutputTokens": 4000},
              "b": {"provider": "two", "prices": {"input": 2, "output": 8},
                    "contextTokens": 32000, "maxOutputTokens": 4000},
              "c": {"provider": "three", "prices": {"input": 3, "output": 12},
                    "contextTokens": 32000, "maxOutputTokens": 4000}
            }
          }
          """);

  private final LlmRouter router;
  private final Duration limit;

  private RouterTurns(LlmRouter router, Duration limit) {
    this.router = router;
    this.limit = limit;
  }

  /**
   * Prints a {@link Reply} per turn.
   *
   * @param arguments how many turns, how many to warm up, how many threads, the deadline in
   *     milliseconds, the addresses of the three vendors
   */
  public static void main(String[] arguments) {
    Duration limit = Duration.ofMillis(Long.parseLong(arguments[3]));
    RouterTurns turns = new RouterTurns(router(arguments[4], arguments[5], arguments[6]), limit);
    for (int turn = -Integer.parseInt(arguments[1]); turn < 0; turn++) {
      turns.ask(new Turn(turn));
    }
    ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(arguments[2]));
    for (int turn = 0; turn < Integer.parseInt(arguments[0]); turn++) {
      Turn next = new Turn(turn);
      threads.execute(() -> System.out.println(turns.ask(next).line()));
    }
    threads.shutdown();
  }

  private static LlmRouter router(String one, String two, String three) {
    Map<String, ProviderAccess> access =
        Map.of("one", access(one), "two", access(two), "three", access(three));
    ModelCatalogue catalogue = ModelCatalogue.parse(CATALOGUE);
    Transport transport = Transport.http(InstantSource.system());
    return LlmRouter.builder(ChatModels.vendors(transport, access))
        .catalogue(() -> catalogue)
        .build();
  }

  private static ProviderAccess access(String address) {
    return ProviderAccess.key(() -> Secret.of("key")).at(URI.create(address));
  }

  private Reply ask(Turn turn) {
    ChatRequest question = ChatRequest.of("Question " + turn.number());
    StringBuilder told = new StringBuilder();
    long start = System.nanoTime();
    Deadline deadline = Deadline.in(limit, System::nanoTime);
    try {
      Route route = Route.ofPlan("pro");
      RoutedAnswer answer =
          turn.streamed()
              ? router.stream(question, route, deadline, told::append)
              : router.answer(question, route, deadline);
      return new Reply(
          turn,
          millisSince(start),
          (int) answer.answer().usage().input(),
          (int) answer.answer().usage().output(),
          told.toString(),
          answer.answer().text());
    } catch (NoAnswerException e) {
      return Reply.none(turn, millisSince(start), told.toString());
    }
  }

  private static long millisSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }
}
