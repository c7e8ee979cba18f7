package io.saasbricks.core.net;

import io.saasbricks.core.Deadline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The HTTP of AWS SDK clients over the sockets of {@link Transport#http}, which a function that
 * calls other services has loaded already: some 250 classes fewer at a cold start than with the
 * SDK's smallest client. Answers are read whole before they are handed over, at most 64 MB, so that
 * one that breaks off is an {@link IOException} which the SDK retries. Safe for concurrent use.
 *
 * <p>For services whose requests the SDK may repeat: a connection that rested less than a second is
 * used unseen, and one that the server closed meanwhile costs a retry.
 */
public final class AwsHttpClient implements SdkHttpClient {
  private static final int MOST_BYTES = 64 << 20;
  private static final Duration UNSEEN = Duration.ofSeconds(1);

  private final HttpTransport transport;
  private final Duration attempt;
  private final LongSupplier nanoTime;

  private AwsHttpClient(HttpTransport transport, Duration attempt, LongSupplier nanoTime) {
    this.transport = transport;
    this.attempt = attempt;
    this.nanoTime = nanoTime;
  }

  /**
   * A client with connections of its own.
   *
   * @param attempt how long one attempt may take, from connecting to the last byte of the answer
   * @param time ages idle connections
   */
  public static AwsHttpClient of(Duration attempt, InstantSource time, LongSupplier nanoTime) {
    HttpTransport transport =
        new HttpTransport(time, () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), UNSEEN);
    return new AwsHttpClient(transport, attempt, nanoTime);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Call(request);
  }

  @Override
  public String clientName() {
    return "Saasbricks";
  }

  /** Nothing to release: idle connections are closed as they age. */
  @Override
  public void close() {
    // A socket that nobody refers to is closed by the JDK's cleaner.
  }

  private final class Call implements ExecutableHttpRequest {
    private final HttpExecuteRequest request;
    private @Nullable Socket socket;
    private boolean aborted;

    Call(HttpExecuteRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      OutboundRequest outbound = outbound(request);
      try (OutboundResponse answer =
          transport.send(outbound, Deadline.in(attempt, nanoTime), this::uses)) {
        return response(answer.status(), answer.headers(), answer.bytes(MOST_BYTES));
      } catch (TransportException e) {
        throw new IOException(e.getMessage(), e);
      }
    }

    private synchronized void uses(Socket socket) {
      this.socket = socket;
      if (aborted) {
        Sockets.close(socket);
      }
    }

    /** Wakes whoever waits for the answer: by now the SDK has given the call up. */
    @Override
    public synchronized void abort() {
      aborted = true;
      if (socket != null) {
        Sockets.close(socket);
      }
    }
  }

  private static OutboundRequest outbound(HttpExecuteRequest request) throws IOException {
    SdkHttpRequest http = request.httpRequest();
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, List<String>> header : http.headers().entrySet()) {
      if (!RequestMessage.sets(header.getKey())) {
        headers.put(header.getKey(), String.join(",", header.getValue()));
      }
    }
    return new OutboundRequest(
        http.method().name(), http.getUri(), headers, body(request.contentStreamProvider()));
  }

  private static byte[] body(Optional<ContentStreamProvider> content) throws IOException {
    if (content.isEmpty()) {
      return new byte[0];
    }
    try (InputStream body = content.get().newStream()) {
      return body.readAllBytes();
    }
  }

  private static HttpExecuteResponse response(
      int status, Map<String, String> headers, byte[] body) {
    SdkHttpFullResponse.Builder head = SdkHttpFullResponse.builder().statusCode(status);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      head.putHeader(header.getKey(), header.getValue());
    }
    return HttpExecuteResponse.builder()
        .response(head.build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }
}
