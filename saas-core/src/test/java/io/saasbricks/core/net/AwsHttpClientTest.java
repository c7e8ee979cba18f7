package io.saasbricks.core.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class AwsHttpClientTest {
  private static final String OK =
      "HTTP/1.1 200 OK\r\nX-Amzn-RequestId: r1\r\nContent-Length: 2\r\n\r\n{}";

  private final AwsHttpClient client =
      AwsHttpClient.of(Duration.ofSeconds(20), InstantSource.system(), System::nanoTime);

  private ExecutableHttpRequest prepare(RawServer server, AwsHttpClient from) {
    return from.prepareRequest(
        HttpExecuteRequest.builder()
            .request(
                SdkHttpRequest.builder()
                    .method(SdkHttpMethod.POST)
                    .uri(server.uri())
                    .putHeader("Host", "signed.example")
                    .putHeader("X-Amz-Target", "DynamoDB_20120810.GetItem")
                    .build())
            .contentStreamProvider(() -> new ByteArrayInputStream("{\"a\":1}".getBytes(UTF_8)))
            .build());
  }

  @Test
  void aRequestGoesOutAsTheSdkMadeItAndItsAnswerComesBack() throws Exception {
    try (RawServer server = RawServer.saying(OK)) {
      HttpExecuteResponse answer = prepare(server, client).call();

      assertThat(answer.httpResponse().statusCode()).isEqualTo(200);
      assertThat(answer.httpResponse().firstMatchingHeader("x-amzn-requestid")).hasValue("r1");
      assertThat(answer.responseBody().orElseThrow().readAllBytes()).asString().isEqualTo("{}");
      assertThat(server.requests().get(0))
          .startsWith("POST /path?q=1 HTTP/1.1\r\n")
          .contains("X-Amz-Target: DynamoDB_20120810.GetItem\r\n")
          .doesNotContain("signed.example")
          .endsWith("{\"a\":1}");
    }
  }

  @Test
  void anAnswerThatBreaksOffIsAnIoExceptionWhichTheSdkRetries() throws Exception {
    String half = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"Item\":";
    try (RawServer server =
        RawServer.answering(
            (socket, out) -> {
              out.write(half.getBytes(UTF_8));
              socket.close();
            })) {
      assertThatThrownBy(() -> prepare(server, client).call()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void anAbortWakesWhoWaitsForASilentServer() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server =
        RawServer.answering(
            (socket, out) -> {
              asked.countDown();
              await(over);
            })) {
      ExecutableHttpRequest request = prepare(server, client);
      CompletableFuture<Void> call =
          CompletableFuture.runAsync(
              () -> assertThatThrownBy(request::call).isInstanceOf(IOException.class));
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

      request.abort();

      call.get(10, TimeUnit.SECONDS);
    } finally {
      over.countDown();
    }
  }

  @Test
  void aCallAbortedBeforeItBeganSendsNothing() throws Exception {
    try (RawServer server = RawServer.saying(OK)) {
      ExecutableHttpRequest request = prepare(server, client);

      request.abort();

      assertThatThrownBy(request::call).isInstanceOf(IOException.class);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void anAttemptEndsAfterItsTime() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    AwsHttpClient impatient =
        AwsHttpClient.of(Duration.ofMillis(100), InstantSource.system(), System::nanoTime);
    try (RawServer server = RawServer.answering((socket, out) -> await(over))) {
      assertThatThrownBy(() -> prepare(server, impatient).call())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("passed its deadline");
    } finally {
      over.countDown();
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
