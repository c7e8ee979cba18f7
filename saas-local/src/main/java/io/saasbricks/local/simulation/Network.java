package io.saasbricks.local.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/** What lies between faulty clients and one server: numbered requests, late ones, old answers. */
final class Network {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LATE_BY = 3;

  private final SdkHttpClient server;
  private final List<Late> late = new ArrayList<>();
  private final Map<Request, Answers> oldAnswers = new HashMap<>();
  private final List<Exchange> trace = new ArrayList<>();
  private int requests;

  Network(SdkHttpClient server) {
    this.server = server;
  }

  /** A request that takes effect when the network has carried {@code due} requests. */
  private record Late(HttpExecuteRequest request, int due) {}

  /** What a request asks, without how it was signed. */
  record Request(String operation, SdkBytes body) {
    static Request of(HttpExecuteRequest request) throws IOException {
      String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
      try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
        return new Request(
            target.substring(target.indexOf('.') + 1), SdkBytes.fromInputStream(body));
      }
    }

    JsonNode json() throws IOException {
      return MAPPER.readTree(body.asByteArrayUnsafe());
    }
  }

  synchronized int nextNumber() throws IOException {
    deliverLate(requests);
    return requests++;
  }

  synchronized List<Exchange> trace() {
    return List.copyOf(trace);
  }

  synchronized void note(Exchange event) {
    trace.add(event);
  }

  /** Carries a request to the server and its answer back. */
  synchronized Answers send(HttpExecuteRequest request, Request content) throws IOException {
    Answers answer = sendPart(request);
    if (Fault.STALE_READ.strikes(content.operation())) {
      oldAnswers.putIfAbsent(content, answer);
    }
    return answer;
  }

  /** Carries a request whose answer must not be taken for one to the whole of the caller's. */
  synchronized Answers sendPart(HttpExecuteRequest request) throws IOException {
    return Answers.of(server.prepareRequest(request).call());
  }

  /** An earlier answer to the same read, or a fresh one if there is none or it must be fresh. */
  synchronized Answers sendStale(HttpExecuteRequest request, Request content) throws IOException {
    boolean consistent = content.json().path("ConsistentRead").asBoolean();
    Answers old = oldAnswers.get(content);
    return consistent || old == null ? send(request, content) : old;
  }

  synchronized void sendLate(HttpExecuteRequest request) {
    late.add(new Late(request, requests + LATE_BY));
  }

  /** Lets everything still on its way take effect. */
  synchronized void settle() throws IOException {
    deliverLate(Integer.MAX_VALUE);
  }

  private void deliverLate(int now) throws IOException {
    for (Late next : List.copyOf(late)) {
      if (next.due() <= now) {
        late.remove(next);
        Answers.of(server.prepareRequest(next.request()).call());
      }
    }
  }
}
