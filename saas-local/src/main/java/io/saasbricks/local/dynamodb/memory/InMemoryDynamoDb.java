package io.saasbricks.local.dynamodb.memory;

import static java.util.Objects.requireNonNull;

import io.saasbricks.local.dynamodb.LocalClient;
import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A DynamoDB in memory, spoken to by the real SDK client: it takes the place of the HTTP client and
 * answers DynamoDB's JSON protocol, so that marshalling, retries and time-outs stay the SDK's own.
 * A hundred times faster than DynamoDB Local; made for simulations of a million steps and for unit
 * tests.
 *
 * <p>It is held to DynamoDB Local by a corpus of edge cases, answered alike word for word, and by a
 * differential test on random requests. Known differences, most of them on the side of the
 * documented DynamoDB:
 *
 * <ul>
 *   <li>Prices are the documented ones: a transaction costs twice the units of each item, where
 *       DynamoDB Local rounds up their sum; what is missing or empty costs the least unit, where it
 *       may be free there; an index entry that did not change costs nothing.
 *   <li>Numbers come back normalised from every answer, where DynamoDB Local repeats the spelling
 *       of the request in {@code ALL_NEW} and {@code UPDATED_NEW}.
 *   <li>{@code CONVERT} and {@code SIZE} are reserved words; an update cannot give an index key the
 *       wrong type; the filter of an index scan sees only what the index holds; a batch read or a
 *       transaction that names an item twice is always refused.
 *   <li>A page that ends by its {@code Limit} always tells where to go on, even when nothing is
 *       left.
 *   <li>A key of the wrong type in a transaction is refused as invalid, not as a cancellation.
 *   <li>Scans go in key order and deal out segments by another hash; equal index keys are ordered
 *       by table key. DynamoDB leaves all of this open.
 *   <li>Of several things wrong with one request, another may be told first.
 *   <li>The deprecated parameters that expressions replaced, PartiQL, backups, local secondary
 *       indexes and UpdateTable are refused. Batches of more than 16 MB are carried out whole.
 *   <li>There are no streams.
 *   <li>Expired items stay until deleted, as they may for days in DynamoDB.
 * </ul>
 *
 * <p>Safe for concurrent use; requests are executed one at a time, each atomically.
 */
public final class InMemoryDynamoDb {
  private static final String TARGET = "x-amz-target";
  private static final String CONTENT_TYPE = "application/x-amz-json-1.0";
  private static final URI ENDPOINT = URI.create("http://dynamodb.memory");

  private final JsonService service;

  private InMemoryDynamoDb(InstantSource time) {
    service = new JsonService(time);
  }

  /**
   * An empty database.
   *
   * @param time decides when a transaction's client token is forgotten, and dates tables
   */
  public static InMemoryDynamoDb create(InstantSource time) {
    return new InMemoryDynamoDb(requireNonNull(time, "time"));
  }

  /** This database as an HTTP client for the SDK. Several may be used at once. */
  public SdkHttpClient httpClient() {
    return new MemoryHttpClient(service);
  }

  /**
   * A new client of this database with the SDK's default retries. The caller closes it, which
   * leaves the database as it is.
   *
   * @param interceptors called in this order around each request
   */
  public DynamoDbClient client(ExecutionInterceptor... interceptors) {
    return LocalClient.builder(
            ENDPOINT, settings -> settings.executionInterceptors(List.of(interceptors)))
        .httpClient(httpClient())
        .build();
  }

  /** This database as an HTTP service, for clients in other processes. It checks no signatures. */
  public LocalHandler handler() {
    return request -> {
      JsonService.Answer answer =
          service.call(operation(request.header(TARGET).orElse("")), request.body());
      return LocalResponse.of(
          answer.status(),
          List.of(new Header("content-type", CONTENT_TYPE)),
          answer.body().asByteArrayUnsafe());
    };
  }

  /** What follows the version in a target such as {@code DynamoDB_20120810.GetItem}. */
  private static String operation(String target) {
    return target.substring(target.indexOf('.') + 1);
  }

  /**
   * A client of this database without the SDK's pipeline, for runs of many thousand calls. Answers
   * and exceptions are those of {@link #client}, several times as fast; there are no retries,
   * time-outs or interceptors, and what a request overrides of its client's configuration means
   * nothing. Has the operations on items, and those that create, describe and delete tables;
   * paginators and waiters are missing. Closing it does nothing.
   */
  public DynamoDbClient directClient() {
    return new DirectClient(service);
  }

  private record MemoryHttpClient(JsonService service) implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new Call(service, request);
    }

    @Override
    public void close() {
      // Nothing to release: the database lives as long as it is referenced.
    }

    @Override
    public String clientName() {
      return "InMemoryDynamoDb";
    }
  }

  private record Call(JsonService service, HttpExecuteRequest request)
      implements ExecutableHttpRequest {

    @Override
    public HttpExecuteResponse call() throws IOException {
      String target = request.httpRequest().firstMatchingHeader(TARGET).orElse("");
      JsonService.Answer answer = service.call(operation(target), body());
      return HttpExecuteResponse.builder()
          .response(
              SdkHttpFullResponse.builder()
                  .statusCode(answer.status())
                  .putHeader("Content-Type", CONTENT_TYPE)
                  .putHeader(
                      "Content-Length", Integer.toString(answer.body().asByteArrayUnsafe().length))
                  .build())
          .responseBody(AbortableInputStream.create(answer.body().asInputStream()))
          .build();
    }

    private byte[] body() throws IOException {
      ContentStreamProvider provider = request.contentStreamProvider().orElseThrow();
      try (InputStream body = provider.newStream()) {
        return body.readAllBytes();
      }
    }

    @Override
    public void abort() {
      // A call is over as soon as it has begun.
    }
  }
}
