package io.saasbricks.benchmarks.coldstart;

import io.saasbricks.benchmarks.Report;
import io.saasbricks.benchmarks.Spread;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.http.LocalServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The first chat of a function restored from its snapshot, with priming and without. The snapshot
 * itself is Lambda's: here the same process goes on, so that what Lambda takes to load memory is
 * not in the figures. Tables are in memory, vendors are stand-ins; nothing needs a network.
 */
public final class SnapStart implements AutoCloseable {
  private static final LocalServer.Limits LIMITS = new LocalServer.Limits(64 * 1024, 16 << 20);
  private static final String HOOKS = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger visitors = new AtomicInteger();
  private final HttpClient http = HttpClient.newHttpClient();
  private final LocalServer database;
  private final ChatbotStack stack;
  private final String backend;
  private final LocalServer vendors;
  private final Path log;

  private SnapStart(Path template, Path log) throws IOException {
    this.log = log;
    LocalHandler tables = InMemoryDynamoDb.create(InstantSource.system()).handler();
    this.database = LocalServer.start(0, LIMITS, request -> counted(request, tables));
    this.stack = ChatbotStack.start(template, database.uri());
    this.backend =
        Objects.requireNonNull(stack.environment().get("AWS_ENDPOINT_URL_SSM"))
            .replace("/_local/ssm", "");
    this.vendors = LocalServer.start(0, LIMITS, request -> counted(request, this::forward));
  }

  /**
   * Measures and prints.
   *
   * @param arguments rounds, nothing for 11
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length == 0 ? 11 : Integer.parseInt(arguments[0]);
    Path log = Files.createTempFile("classes", ".log");
    try (SnapStart chat = of(Path.of("examples", "chatbot", "template.yaml"), log)) {
      List<RestoredFunction.Life> unprimed = new ArrayList<>();
      List<RestoredFunction.Life> primed = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        unprimed.add(chat.unprimed());
        primed.add(chat.primed());
      }
      Report report = new Report("snapstart", System.out);
      report.add("chat, restored", figures(unprimed));
      report.add("chat, primed and restored", figures(primed));
      report.print();
    } finally {
      Files.delete(log);
    }
  }

  /**
   * The chatbot of that template.
   *
   * @param log where functions are to log the classes they load
   */
  static SnapStart of(Path template, Path log) throws IOException {
    return new SnapStart(template, log);
  }

  /** The life of a function whose hooks nobody calls. */
  RestoredFunction.Life unprimed() throws IOException, InterruptedException {
    return live(Jvm.current());
  }

  /** The life of a function as Lambda's managed runtime starts it. */
  RestoredFunction.Life primed() throws IOException, InterruptedException {
    return live(Jvm.current().with(HOOKS));
  }

  private RestoredFunction.Life live(Jvm jvm) throws IOException, InterruptedException {
    asked.set(0);
    return RestoredFunction.live(
        jvm.with("-Xlog:class+load:file=" + log + "::filecount=0"),
        Route.CHAT,
        stack.chat(visitors.getAndIncrement()),
        environment(),
        log,
        asked::get,
        System::nanoTime);
  }

  /** That of the stack, with all vendors behind the counter. */
  private Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>(stack.environment());
    variables.replaceAll((name, value) -> value.replace(backend, vendors.uri().toString()));
    return variables;
  }

  private LocalResponse counted(LocalRequest request, LocalHandler handler) {
    asked.incrementAndGet();
    return handler.handle(request);
  }

  private LocalResponse forward(LocalRequest request) {
    HttpRequest.Builder copy =
        HttpRequest.newBuilder(URI.create(backend + request.rawPath()))
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
    for (String name : List.of("authorization", "content-type", "x-amz-target", "x-amz-date")) {
      request.header(name).ifPresent(value -> copy.header(name, value));
    }
    HttpResponse<String> answer =
        http.sendAsync(copy.build(), HttpResponse.BodyHandlers.ofString()).join();
    return LocalResponse.json(answer.statusCode(), answer.body());
  }

  private static Map<String, Number> figures(List<RestoredFunction.Life> lives) {
    Spread millis =
        Spread.of(lives.stream().mapToDouble(RestoredFunction.Life::answerMillis).toArray());
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("p10Ms", millis.low());
    figures.put("medianMs", millis.median());
    figures.put("p90Ms", millis.high());
    figures.put("classes", lives.get(0).classesAfter());
    figures.put("classesBefore", lives.get(0).classesBefore());
    return figures;
  }

  @Override
  public void close() {
    vendors.close();
    stack.close();
    database.close();
  }
}
