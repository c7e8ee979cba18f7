package io.saasbricks.benchmarks.warm;

import io.saasbricks.auth.Authenticate;
import io.saasbricks.auth.RequireScope;
import io.saasbricks.benchmarks.Report;
import io.saasbricks.core.Deadline;
import io.saasbricks.core.http.Cors;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.Headers;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.json.JsonObject;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The middleware chain around a handler that does nothing, and parts of it, with everything cached:
 * microseconds, CPU time and bytes of one time, in one thread, and how many of them a second of CPU
 * time is enough for.
 */
public final class WarmParts {
  private final KnownCallers callers = new KnownCallers();

  private WarmParts() {}

  /**
   * Measures and prints.
   *
   * @param arguments repetitions of each round; nothing for 20,000
   */
  public static void main(String[] arguments) {
    int repetitions = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
    new WarmParts().run(System::nanoTime, repetitions, System.out);
  }

  private void run(LongSupplier nanoTime, int repetitions, PrintStream out) {
    Handler chain = chain();
    String session = "Bearer " + callers.session();
    Meter meter = new Meter(nanoTime, repetitions);
    Report report = new Report("warm", out);
    report.add("chain, session", meter.measure(() -> chain.handle(by("authorization", session))));
    report.add("chain, API key", meter.measure(() -> chain.handle(by("x-api-key", callers.key()))));
    report.add(
        "session verified", meter.measure(() -> callers.sessions().verify(callers.session())));
    report.add(
        "API key verified",
        meter.measure(() -> callers.keys().verify(callers.key(), "203.0.113.7")));
    report.print();
  }

  /** What stands around every route for identified callers, but for the log line. */
  private Handler chain() {
    Handler nothing = request -> HttpResponse.ok(JsonObject.builder().put("ok", true).build());
    return nothing
        .behind(
            Authenticate.by(callers.sessions(), callers.keys()),
            RequireScope.of(KnownCallers.SCOPE),
            callers.withTenant())
        .behind(Cors.allowing(List.of("https://app.example")));
  }

  private static HttpRequest by(String header, String credential) {
    return HttpRequest.of(
        new HttpRequest.Parts(
            "GET",
            "GET /agents",
            "/agents",
            Map.of(),
            Map.of(),
            Headers.of(Map.of(header, credential, "origin", "https://app.example")),
            Map.of(),
            new byte[0],
            "203.0.113.7",
            "request",
            JsonObject.builder().build(),
            Deadline.in(Duration.ofSeconds(30), System::nanoTime)));
  }
}
