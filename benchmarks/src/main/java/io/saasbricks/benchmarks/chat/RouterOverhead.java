package io.saasbricks.benchmarks.chat;

import io.saasbricks.benchmarks.Report;
import io.saasbricks.benchmarks.Spread;
import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import io.saasbricks.llm.ChatMessage;
import io.saasbricks.llm.ChatModels;
import io.saasbricks.llm.ChatRequest;
import io.saasbricks.llm.LlmRouter;
import io.saasbricks.llm.ProviderAccess;
import io.saasbricks.llm.Route;
import io.saasbricks.local.http.LocalServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What the router adds to a warm call, ranking and JSON both ways included: microseconds over the
 * same bytes sent and read by the same transport.
 *
 * <pre>
 * mvn -Pbench -Dbench="router 500"
 * </pre>
 *
 * <p>Rounds of either kind alternate, so that other load on the machine falls on both alike; the
 * first are not counted. Each figure is the median of the rounds' medians. A third row calls a
 * transport that answers from memory, which leaves the router's own work.
 */
public final class RouterOverhead {
  private static final int WARM_ROUNDS = 20;
  private static final int ROUNDS = 25;
  private static final String QUESTION = "When are you open, and what does a loaf cost? ";

  private final LongSupplier nanoTime;
  private final PrintStream out;

  RouterOverhead(LongSupplier nanoTime, PrintStream out) {
    this.nanoTime = nanoTime;
    this.out = out;
  }

  /** Measures over a local server and prints a table. */
  public static void main(String[] arguments) throws IOException {
    int calls = arguments.length == 0 ? 500 : Integer.parseInt(arguments[0]);
    new RouterOverhead(System::nanoTime, System.out).run(calls);
  }

  void run(int calls) throws IOException {
    ChatRequest request = request();
    try (LocalServer vendor = StandInVendor.start()) {
      Transport http = Transport.http(InstantSource.system());
      Recording recording = new Recording(http);
      ask(router(recording, vendor.uri()), request);
      OutboundRequest bytes = recording.last();
      byte[] answer = read(http, bytes);
      Transport memory = (sent, deadline) -> OutboundResponse.of(200, Map.of(), answer);
      LlmRouter overHttp = router(http, vendor.uri());
      LlmRouter inMemory = router(memory, vendor.uri());
      List<Runnable> kinds =
          List.of(
              () -> read(http, bytes), () -> ask(overHttp, request), () -> ask(inMemory, request));
      report(medians(kinds, calls));
    }
  }

  private double[] medians(List<Runnable> kinds, int calls) {
    double[][] rounds = new double[kinds.size()][ROUNDS];
    for (int round = -WARM_ROUNDS; round < ROUNDS; round++) {
      for (int kind = 0; kind < kinds.size(); kind++) {
        double median = median(kinds.get(kind), calls);
        if (round >= 0) {
          rounds[kind][round] = median;
        }
      }
    }
    return Arrays.stream(rounds).mapToDouble(round -> Spread.of(round).median()).toArray();
  }

  private double median(Runnable call, int calls) {
    double[] micros = new double[calls];
    for (int i = 0; i < calls; i++) {
      long start = nanoTime.getAsLong();
      call.run();
      micros[i] = (nanoTime.getAsLong() - start) / 1e3;
    }
    return Spread.of(micros).median();
  }

  private void report(double[] medians) {
    Report report = new Report("router", out);
    List<String> kinds =
        List.of("transport alone", "router over the same transport", "router over memory");
    for (int kind = 0; kind < medians.length; kind++) {
      Map<String, Number> figures = new LinkedHashMap<>();
      figures.put("medianUs", medians[kind]);
      figures.put("addedUs", medians[kind] - medians[0]);
      figures.put("addedPercent", 100 * (medians[kind] / medians[0] - 1));
      report.add(kinds.get(kind), figures);
    }
    report.print();
  }

  private static ChatRequest request() {
    List<ChatMessage> messages = new ArrayList<>();
    for (int i = 0; i < StandInVendor.EARLIER_EXCHANGES; i++) {
      messages.add(ChatMessage.user(QUESTION + i));
      messages.add(ChatMessage.assistant(StandInVendor.REPLY.repeat(4)));
    }
    messages.add(ChatMessage.user(QUESTION));
    return ChatRequest.of("You answer for a bakery. ".repeat(40), messages);
  }

  private static LlmRouter router(Transport transport, URI vendor) {
    ProviderAccess access = ProviderAccess.key(() -> Secret.of("key")).at(vendor);
    return LlmRouter.builder(ChatModels.vendors(transport, Map.of("openai", access))).build();
  }

  private static void ask(LlmRouter router, ChatRequest request) {
    Route route = Route.ofPlan("business").preferring(Optional.of("gpt-4o-mini"));
    String text = router.answer(request, route, soon()).answer().text();
    if (!text.equals(StandInVendor.REPLY)) {
      throw new IllegalStateException("another answer: " + text);
    }
  }

  private static byte[] read(Transport transport, OutboundRequest request) {
    try (OutboundResponse response = transport.send(request, soon())) {
      return response.bytes(1 << 20);
    }
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20), System::nanoTime);
  }

  /** Keeps what it sends. */
  private static final class Recording implements Transport {
    private final Transport transport;
    private Optional<OutboundRequest> sent = Optional.empty();

    private Recording(Transport transport) {
      this.transport = transport;
    }

    @Override
    public OutboundResponse send(OutboundRequest request, Deadline deadline) {
      sent = Optional.of(request);
      return transport.send(request, deadline);
    }

    OutboundRequest last() {
      return sent.orElseThrow();
    }
  }
}
