package io.saasbricks.core.dynamodb;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
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

/** Remembers the requests of two clients and answers each by the same bytes. */
final class Echo implements SdkHttpClient, Transport {
  private final byte[] answer;
  private final List<byte[]> bodies = new ArrayList<>();
  private final List<String> targets = new ArrayList<>();

  Echo(byte[] answer) {
    this.answer = answer;
  }

  List<byte[]> bodies() {
    return bodies;
  }

  List<String> targets() {
    return targets;
  }

  DynamoDbClient leanClient() {
    return new LeanDynamoDbClient(
        URI.create("http://127.0.0.1:1"),
        UnaryOperator.identity(),
        this,
        request -> {},
        failures -> {},
        System::nanoTime);
  }

  DynamoDbClient sdkClient() {
    return DynamoDbClient.builder()
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(this)
        .build();
  }

  @Override
  public OutboundResponse send(OutboundRequest request, Deadline deadline) {
    bodies.add(request.body());
    targets.add(request.headers().get("X-Amz-Target"));
    return OutboundResponse.of(200, Map.of(), answer);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        bodies.add(request.contentStreamProvider().orElseThrow().newStream().readAllBytes());
        targets.add(request.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow());
        return HttpExecuteResponse.builder()
            .response(SdkHttpResponse.builder().statusCode(200).build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
            .build();
      }

      @Override
      public void abort() {}
    };
  }

  @Override
  public void close() {}
}
