package io.saasbricks.local.simulation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client for the AWS SDK whose requests to DynamoDB go wrong as planned. It stands under
 * the real SDK client and over any server: DynamoDB Local or {@link
 * io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb}, so that the SDK's retries are part of what
 * is tested.
 *
 * <p>After a crash every further request crashes too: a dead container does nothing. Safe for
 * concurrent use as far as its plan is.
 */
public final class FaultyHttpClient implements SdkHttpClient {
  private final Network network;
  private final FaultPlan plan;
  private final Runnable beforeEach;
  private volatile boolean dead;

  FaultyHttpClient(Network network, FaultPlan plan, Runnable beforeEach) {
    this.network = network;
    this.plan = plan;
    this.beforeEach = beforeEach;
  }

  /**
   * A faulty way to {@code server}, which stays the caller's to close.
   *
   * @param plan asked once for each HTTP request, retries included
   */
  public static FaultyHttpClient around(SdkHttpClient server, FaultPlan plan) {
    return new FaultyHttpClient(new Network(requireNonNull(server, "server")), plan, () -> {});
  }

  /** The requests so far. */
  public List<Exchange> trace() {
    return network.trace();
  }

  /** Lets requests that are still on their way take effect. */
  public void settle() throws IOException {
    network.settle();
  }

  /** A request that meets its fate when called. */
  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return FaultyHttpClient.this.call(request).response();
      }

      @Override
      public void abort() {
        // Calls do not wait for anything that could be aborted.
      }
    };
  }

  /** Leaves the server open. */
  @Override
  public void close() {
    // The server belongs to the caller.
  }

  private Answers call(HttpExecuteRequest request) throws IOException {
    if (dead) {
      throw new SimulatedCrash("this container has crashed already");
    }
    beforeEach.run();
    Network.Request content = Network.Request.of(request);
    int number = network.nextNumber();
    Optional<Fault> fault = plan.faultOf(number, content.operation());
    Exchange exchange = new Exchange(number, content.operation(), fault);
    network.note(exchange);
    return fault.isEmpty()
        ? network.send(request, content)
        : suffer(fault.get(), request, content, exchange);
  }

  private Answers suffer(
      Fault fault, HttpExecuteRequest request, Network.Request content, Exchange exchange)
      throws IOException {
    return switch (fault) {
      case LOST_REQUEST, FREEZE -> throw new IOException("simulated: request lost");
      case LATE_REQUEST -> {
        network.sendLate(request);
        throw new IOException("simulated: timed out");
      }
      case SERVER_ERROR_BEFORE -> Answers.serverError();
      case THROTTLED -> Answers.throttled();
      case TRANSACTION_CONFLICT -> Answers.conflict(content.json().path("TransactItems").size());
      case TRANSACTION_IN_PROGRESS -> Answers.inProgress();
      case UNPROCESSED -> unprocessed(content);
      case HALF_PROCESSED -> halfProcessed(request, content);
      case STALE_READ -> network.sendStale(request, content);
      case CRASH_BEFORE -> throw crash(exchange);
      case LOST_ANSWER, SERVER_ERROR_AFTER, TRUNCATED_BODY, EMPTY_BODY, CRASH_AFTER ->
          spoil(fault, network.send(request, content), exchange);
    };
  }

  private Answers spoil(Fault fault, Answers answer, Exchange exchange) throws IOException {
    return switch (fault) {
      case LOST_ANSWER -> throw new IOException("simulated: answer lost");
      case SERVER_ERROR_AFTER -> Answers.serverError();
      case TRUNCATED_BODY -> answer.halved();
      case EMPTY_BODY -> answer.cutTo(0);
      default -> throw crash(exchange);
    };
  }

  private SimulatedCrash crash(Exchange exchange) {
    dead = true;
    return new SimulatedCrash(exchange.toString());
  }

  private Answers halfProcessed(HttpExecuteRequest request, Network.Request content)
      throws IOException {
    HalfBatch half = HalfBatch.of(content);
    if (half.isEmpty()) {
      return unprocessed(content);
    }
    Answers answer = network.sendPart(half.request(request));
    return answer.head().isSuccessful() ? half.answer(answer, content.operation()) : answer;
  }

  private static Answers unprocessed(Network.Request content) throws IOException {
    JsonNode items = content.json().path("RequestItems");
    return Answers.made(
        200,
        content.operation().equals("BatchGetItem")
            ? "{\"Responses\":{},\"UnprocessedKeys\":" + items + "}"
            : "{\"UnprocessedItems\":" + items + "}");
  }
}
