package io.saasbricks.benchmarks.peers;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.router.FailoverStrategy;
import dev.langchain4j.model.router.ModelRouter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Asks LangChain4j's router turn by turn, as FaultMatrix tells it. */
public final class LangChain4jTurns {
  private final Supplier<ModelRouter> whole;
  private final Supplier<ModelRouter> streaming;
  private final long deadlineMillis;

  private LangChain4jTurns(
      Supplier<ModelRouter> whole, Supplier<ModelRouter> streaming, long deadlineMillis) {
    this.whole = whole;
    this.streaming = streaming;
    this.deadlineMillis = deadlineMillis;
  }

  /**
   * Prints turn, milliseconds, tokens of input and output, what was told and the answer.
   *
   * @param arguments how many turns, how many to warm up, how many threads, the deadline in
   *     milliseconds, the addresses of the three vendors, how often a model retries, whether the
   *     router is kept
   */
  public static void main(String[] arguments) {
    long deadline = Long.parseLong(arguments[3]);
    Duration timeout = Duration.ofMillis(deadline / 3);
    List<String> vendors = Arrays.asList(arguments).subList(4, 7);
    int retries = Integer.parseInt(arguments[7]);
    ChatModel[] models =
        vendors.stream().map(url -> model(url, timeout, retries)).toArray(ChatModel[]::new);
    StreamingChatModel first = streamingModel(vendors.get(0), timeout);
    StreamingChatModel second = streamingModel(vendors.get(1), timeout);
    Supplier<ModelRouter> whole =
        () ->
            ModelRouter.builder()
                .addRoutes(models)
                .routingStrategy(new FailoverStrategy())
                .build();
    // It refuses a second streaming route ("you cannot mix"); this is all it takes.
    Supplier<ModelRouter> streaming =
        () ->
            ModelRouter.builder()
                .addRoutes(first)
                .defaultRoute(second)
                .routingStrategy(new FailoverStrategy())
                .build();
    boolean kept = arguments[8].equals("kept");
    LangChain4jTurns turns =
        new LangChain4jTurns(
            kept ? keep(whole) : whole, kept ? keep(streaming) : streaming, deadline);
    turns.run(
        Integer.parseInt(arguments[0]),
        Integer.parseInt(arguments[1]),
        Integer.parseInt(arguments[2]));
  }

  private static Supplier<ModelRouter> keep(Supplier<ModelRouter> routers) {
    ModelRouter router = routers.get();
    return () -> router;
  }

  private static ChatModel model(String url, Duration timeout, int retries) {
    return OpenAiChatModel.builder()
        .baseUrl(url)
        .apiKey("key")
        .modelName("m")
        .timeout(timeout)
        .maxRetries(retries)
        .build();
  }

  private static StreamingChatModel streamingModel(String url, Duration timeout) {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(url)
        .apiKey("key")
        .modelName("m")
        .timeout(timeout)
        .build();
  }

  private void run(int turns, int warmTurns, int threads) {
    for (int turn = -warmTurns; turn < 0; turn++) {
      ask(turn);
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    for (int turn = 0; turn < turns; turn++) {
      int number = turn;
      pool.execute(() -> System.out.println(ask(number)));
    }
    pool.shutdown();
  }

  private String ask(int turn) {
    ChatRequest request =
        ChatRequest.builder().messages(UserMessage.from("Question " + turn)).build();
    StringBuffer told = new StringBuffer();
    long start = System.nanoTime();
    String answer;
    try {
      ChatResponse response =
          turn % 2 == 0 ? whole.get().chat(request) : stream(request, told);
      answer =
          response.tokenUsage().inputTokenCount()
              + "\t"
              + response.tokenUsage().outputTokenCount()
              + "\t"
              + told
              + "\t"
              + response.aiMessage().text();
    } catch (Exception failure) {
      answer = "0\t0\t" + told + "\t-";
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    return turn + "\t" + millis + "\t" + answer;
  }

  /** Waits for longer than the vendors' slowest answers take. */
  private ChatResponse stream(ChatRequest request, StringBuffer told)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<ChatResponse> end = new CompletableFuture<>();
    streaming
        .get()
        .chat(
            request,
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(String piece) {
                told.append(piece);
              }

              @Override
              public void onCompleteResponse(ChatResponse response) {
                end.complete(response);
              }

              @Override
              public void onError(Throwable error) {
                end.completeExceptionally(error);
              }
            });
    return end.get(4 * deadlineMillis, TimeUnit.MILLISECONDS);
  }
}
