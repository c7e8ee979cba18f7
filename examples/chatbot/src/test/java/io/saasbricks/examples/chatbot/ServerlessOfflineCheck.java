package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saasbricks.local.emulator.Emulator;
import io.saasbricks.local.emulator.Template;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One function behind two HTTP APIs, the emulator's and serverless-offline's: where they differ is
 * written here, so that a new difference is noticed. Runs in profile {@code serverless-offline}.
 */
@ExtendWith(RunningBackend.class)
class ServerlessOfflineCheck {
  private static final Path TEMPLATE = Path.of("src", "test", "resources", "echo-template.yaml");
  private static final Path FINDINGS = Path.of("target", "serverless-offline", "findings.txt");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int REQUESTS = 200;

  /**
   * Of every request: what stands for the account, and what only the emulator adds, as AWS does.
   */
  private static final Set<String> ALWAYS =
      Set.of(
          "/headers/x-amzn-trace-id",
          "/headers/x-forwarded-for",
          "/headers/x-forwarded-port",
          "/headers/x-forwarded-proto",
          "/requestContext/accountId",
          "/requestContext/apiId",
          "/requestContext/domainName",
          "/requestContext/domainPrefix",
          "/requestContext/requestId");

  /** The time and the ports, which two requests never share. */
  private static final Set<String> CHANGING =
      Set.of("/headers/host", "/requestContext/time", "/requestContext/timeEpoch");

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final List<String> FOUND = new ArrayList<>();
  private static Emulator emulator;
  private static ServerlessOffline offline;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    emulator = Emulator.builder(Template.read(TEMPLATE, Map.of())).runtimeInterfaceClient().start();
    offline = ServerlessOffline.start("echo", TEMPLATE, emulator.uri());
  }

  @AfterAll
  static void stop() throws IOException {
    offline.close();
    emulator.close();
    Files.write(FINDINGS, FOUND);
  }

  @Test
  void theEventOfAnOrdinaryRequestIsTheSame() throws Exception {
    Set<String> differences = differences(request -> request, "/echo/1?x=1&x=2", "{\"a\": 1.0}");
    // Absent on AWS, where there are none; here they are an empty list and null.
    assertThat(differences).containsExactlyInAnyOrder("/cookies", "/stageVariables");
  }

  @Test
  void theEventOfARequestWithEncodedPathCookiesAndRepeatedHeadersDiffersAsKnown() throws Exception {
    Set<String> differences =
        differences(
            request ->
                request.header("cookie", "a=1; b=2").header("x-twice", "1").header("x-twice", "2"),
            "/echo/a%20b?y=a%20b",
            "{}");
    assertThat(differences)
        .containsExactlyInAnyOrder(
            "/stageVariables",
            "/headers/cookie",
            "/headers/x-twice",
            "/rawPath",
            "/rawQueryString",
            "/requestContext/http/path");
  }

  @Test
  void anAnswersStatusBodyAndCookiesAreTheSame() throws Exception {
    HttpResponse<String> ours = send(emulator.uri(), "GET", "/echo/1");
    HttpResponse<String> theirs = send(offline.uri(), "GET", "/echo/1");
    assertThat(theirs.statusCode()).isEqualTo(ours.statusCode()).isEqualTo(201);
    assertThat(JSON.readTree(theirs.body()).path("version").asText()).isEqualTo("2.0");
    assertThat(ours.headers().allValues("set-cookie"))
        .containsExactly("session=1; Path=/; HttpOnly", "theme=dark");
    // It reads cookies and writes them anew, attributes in an order of its own.
    assertThat(theirs.headers().allValues("set-cookie"))
        .containsExactly("session=1; HttpOnly; Path=/", "theme=dark");
    assertThat(theirs.headers().map().get("etag")).isEqualTo(ours.headers().map().get("etag"));
  }

  @Test
  void corsHeadersAreTheSameForAnAllowedOriginAndOnlyOursKeepOthersOut() throws Exception {
    String[] known = {"origin", "http://localhost:8080"};
    String[] preflight = {
      "origin", "http://localhost:8080", "access-control-request-method", "POST"
    };
    assertThat(cors(offline.uri(), "OPTIONS", preflight))
        .containsAllEntriesOf(cors(emulator.uri(), "OPTIONS", preflight))
        .containsEntry("access-control-allow-methods", "GET,POST");
    assertThat(cors(offline.uri(), "GET", known))
        .containsAllEntriesOf(cors(emulator.uri(), "GET", known))
        .containsEntry("access-control-allow-origin", "http://localhost:8080");
    String[] stranger = {"origin", "https://evil.example"};
    assertThat(cors(emulator.uri(), "GET", stranger)).isEmpty();
    assertThat(cors(offline.uri(), "GET", stranger))
        .containsEntry("access-control-allow-origin", "https://evil.example");
  }

  @Test
  void anUnknownRouteIs404ByBoth() throws Exception {
    HttpResponse<String> ours = send(emulator.uri(), "GET", "/nowhere");
    HttpResponse<String> theirs = send(offline.uri(), "GET", "/nowhere");
    FOUND.add("404: " + ours.body() + " | " + theirs.body());
    assertThat(theirs.statusCode()).isEqualTo(ours.statusCode()).isEqualTo(404);
  }

  @Test
  void aRequestTakesMillisecondsByBoth(Chatbot chatbot) throws Exception {
    Chatbot.Person ours = new Chatbot(chatbot.backend()).newPerson();
    Chatbot.Person theirs = new Chatbot(chatbot.backend(), chatbot.front()).newPerson();
    for (String path : List.of("/health", "/agents")) {
      FOUND.add("emulator           GET %s: %s".formatted(path, milliseconds(ours, path)));
      FOUND.add("serverless-offline GET %s: %s".formatted(path, milliseconds(theirs, path)));
    }
    assertThat(FOUND).isNotEmpty();
  }

  /** Changes a request. */
  private interface Change {
    HttpRequest.Builder apply(HttpRequest.Builder request);
  }

  /** Pointers of what the two events of one request do not share. */
  private static Set<String> differences(Change change, String path, String body)
      throws IOException, InterruptedException {
    Map<String, String> ours = event(change, emulator.uri(), path, body);
    Map<String, String> theirs = event(change, offline.uri(), path, body);
    Set<String> pointers = new TreeSet<>(ours.keySet());
    pointers.addAll(theirs.keySet());
    pointers.removeAll(CHANGING);
    pointers.removeIf(pointer -> ours.getOrDefault(pointer, "").equals(theirs.get(pointer)));
    for (String pointer : pointers) {
      FOUND.add("%s %s: %s | %s".formatted(path, pointer, ours.get(pointer), theirs.get(pointer)));
    }
    assertThat(pointers).containsAll(ALWAYS);
    pointers.removeAll(ALWAYS);
    return pointers;
  }

  private static Map<String, String> event(Change change, URI front, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(front + path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    String event =
        HTTP.send(change.apply(request).build(), HttpResponse.BodyHandlers.ofString()).body();
    Map<String, String> leaves = new TreeMap<>();
    collect("", JSON.readTree(event), leaves);
    return leaves;
  }

  private static void collect(String pointer, JsonNode node, Map<String, String> leaves) {
    if (node.isValueNode()) {
      leaves.put(pointer, node.toString());
    }
    node.properties().forEach(it -> collect(pointer + "/" + it.getKey(), it.getValue(), leaves));
    if (node.isArray()) {
      leaves.put(pointer, node.toString());
    }
  }

  private static HttpResponse<String> send(URI front, String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(front + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Map<String, String> cors(URI front, String method, String... headers)
      throws IOException, InterruptedException {
    Map<String, String> found = new TreeMap<>();
    send(front, method, "/echo/1", headers)
        .headers()
        .map()
        // It sends the list of exposed headers twice.
        .forEach((name, values) -> found.put(name, String.join(",", distinct(values))));
    found.keySet().removeIf(name -> !name.startsWith("access-control-"));
    FOUND.add(method + " " + List.of(headers) + " " + front.getPort() + ": " + found);
    return found;
  }

  private static Set<String> distinct(List<String> values) {
    return new LinkedHashSet<>(List.of(String.join(",", values).split(",", -1)));
  }

  private static String milliseconds(Chatbot.Person person, String path) {
    long[] nanos = new long[REQUESTS];
    for (int i = -20; i < REQUESTS; i++) {
      long start = System.nanoTime();
      assertThat(person.get(path).status()).isEqualTo(200);
      nanos[Math.max(i, 0)] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return "p50 %.1f ms, p99 %.1f ms"
        .formatted(nanos[REQUESTS / 2] / 1e6, nanos[REQUESTS * 99 / 100] / 1e6);
  }
}
