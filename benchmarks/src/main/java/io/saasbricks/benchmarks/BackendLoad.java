package io.saasbricks.benchmarks;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests a second and their latency through the running emulator, by 1, 8 and 32 clients: {@code
 * GET /agents}, and {@code POST /widget/chat} from ever new addresses. Start the backend by {@code
 * mvn -Prun} in another terminal; clients, functions, stand-ins and DynamoDB Local share the
 * machine, so the figures compare states of this project and say nothing of AWS.
 *
 * <pre>
 * mvn -Pbench -Dbench="load http://127.0.0.1:8080 2000"
 * </pre>
 */
public final class BackendLoad {
  private static final int[] CLIENTS = {1, 8, 32};

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger addresses = new AtomicInteger();
  private final Report report = new Report("load", System.out);
  private final String backend;

  private BackendLoad(String backend) {
    this.backend = backend;
  }

  public static void main(String[] arguments) throws Exception {
    String backend = arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8080";
    int requests = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
    new BackendLoad(backend).run(requests);
  }

  private void run(int requests) throws Exception {
    String token = signIn();
    upgrade(token);
    String agent =
        json(post("/agents", "{\"name\":\"Ada\",\"businessName\":\"Rye & Co\"}", token))
            .string("agentId");
    String message = "{\"agentId\":\"" + agent + "\",\"message\":\"When are you open?\"}";
    for (int clients : CLIENTS) {
      measure("GET /agents", clients, requests, () -> get("/agents", token));
      measure("POST /widget/chat", clients, requests, () -> chat(message));
    }
    report.print();
  }

  private String signIn() throws IOException, InterruptedException {
    String query = "?email=load%d@example.com".formatted(System.nanoTime());
    String credential = json(get("/_local/google/credential" + query, "")).string("credential");
    return json(post("/auth/google", "{\"credential\":\"" + credential + "\"}", ""))
        .string("token");
  }

  /** The free plan's messages would be over at once. */
  private void upgrade(String token) throws IOException, InterruptedException {
    JsonObject session = json(post("/billing/checkout", "{\"plan\":\"business\"}", token));
    String paid = "{\"sessionId\":\"" + session.string("sessionId") + "\"}";
    json(post("/_local/stripe/complete-checkout", paid, ""));
  }

  private HttpRequest.Builder request(String path, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(backend + path));
    return token.isEmpty() ? request : request.header("authorization", "Bearer " + token);
  }

  private HttpRequest get(String path, String token) {
    return request(path, token).build();
  }

  private HttpRequest post(String path, String body, String token) {
    return request(path, token).POST(HttpRequest.BodyPublishers.ofString(body)).build();
  }

  private HttpRequest chat(String message) {
    int number = addresses.getAndIncrement();
    String address =
        "10.%d.%d.%d".formatted(number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff);
    return request("/widget/chat", "")
        .header("x-local-source-ip", address)
        .POST(HttpRequest.BodyPublishers.ofString(message))
        .build();
  }

  private JsonObject json(HttpRequest request) throws IOException, InterruptedException {
    return Json.object(send(request));
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(request.uri() + " answers " + answer.statusCode() + answer.body());
    }
    return answer.body();
  }

  private void measure(String name, int clients, int requests, Callable<HttpRequest> next)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Future<long[]>> running = new ArrayList<>();
      long start = System.nanoTime();
      for (int client = 0; client < clients; client++) {
        running.add(threads.submit(() -> latencies(requests / clients, next)));
      }
      List<Long> all = new ArrayList<>();
      for (Future<long[]> latencies : running) {
        Arrays.stream(latencies.get()).forEach(all::add);
      }
      report.add(name + ", clients: " + clients, figures(all, (System.nanoTime() - start) / 1e9));
    } finally {
      threads.shutdown();
    }
  }

  private long[] latencies(int requests, Callable<HttpRequest> next) throws Exception {
    long[] nanos = new long[requests];
    for (int i = 0; i < requests; i++) {
      HttpRequest request = next.call();
      long start = System.nanoTime();
      send(request);
      nanos[i] = System.nanoTime() - start;
    }
    return nanos;
  }

  private static Map<String, Number> figures(List<Long> nanos, double seconds) {
    nanos.sort(null);
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("perSecond", nanos.size() / seconds);
    figures.put("p50Ms", nanos.get(nanos.size() / 2) / 1e6);
    figures.put("p99Ms", nanos.get(nanos.size() * 99 / 100) / 1e6);
    return figures;
  }
}
