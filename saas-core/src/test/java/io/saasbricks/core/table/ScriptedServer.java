package io.saasbricks.core.table;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.dynamodb.LeanDynamoDbClient;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import io.saasbricks.core.net.TransportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A DynamoDB that gives the answers it was told to, one an attempt, the last one for ever. It
 * stands under real clients, so marshalling and retries are those of production.
 */
final class ScriptedServer implements SdkHttpClient, Transport {
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();

  private record Answer(int status, String body) {}

  ScriptedServer answering(int status, String body) {
    answers.add(new Answer(status, body));
    return this;
  }

  /** An error as DynamoDB words it. */
  ScriptedServer failing(String code) {
    return answering(400, error(code, ""));
  }

  ScriptedServer cancelling(String... codes) {
    List<String> reasons = new ArrayList<>();
    for (String code : codes) {
      reasons.add("{\"Code\":\"" + code + "\"}");
    }
    return answering(
        400,
        error(
            "TransactionCanceledException",
            ",\"CancellationReasons\":[" + String.join(",", reasons) + "]"));
  }

  /** A connection that breaks before an answer. */
  ScriptedServer breaking() {
    return answering(0, "");
  }

  /** The bodies of the attempts so far. */
  List<String> requests() {
    return requests;
  }

  /** The client of {@link DynamoDb#client}, which does not wait between attempts. */
  DynamoDbClient leanClient() {
    return new LeanDynamoDbClient(
        URI.create("http://127.0.0.1:1"),
        UnaryOperator.identity(),
        this,
        OutgoingGuard::check,
        failures -> {},
        System::nanoTime);
  }

  /** The SDK's own client, configured by {@link DynamoDb#guarded}. */
  DynamoDbClient sdkClient() {
    return DynamoDbClient.builder()
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(this)
        .overrideConfiguration(DynamoDb.guarded())
        .build();
  }

  @Override
  public OutboundResponse send(OutboundRequest request, Deadline deadline) {
    requests.add(new String(request.body(), StandardCharsets.UTF_8));
    Answer answer = next();
    if (answer.status() == 0) {
      throw new TransportException("connection reset", null);
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    return OutboundResponse.of(answer.status(), Map.of(), body);
  }

  private Answer next() {
    return answers.size() > 1 ? answers.remove() : answers.element();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        requests.add(body(request));
        Answer answer = next();
        if (answer.status() == 0) {
          throw new IOException("connection reset");
        }
        return response(answer);
      }

      @Override
      public void abort() {}
    };
  }

  private static HttpExecuteResponse response(Answer answer) {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(answer.status())
                .putHeader("content-type", "application/x-amz-json-1.0")
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  private static String body(HttpExecuteRequest request) {
    try {
      return new String(
          request.contentStreamProvider().orElseThrow().newStream().readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String error(String code, String members) {
    return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\"" + members + "}";
  }

  @Override
  public void close() {}
}
