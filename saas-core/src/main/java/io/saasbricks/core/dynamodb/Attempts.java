package io.saasbricks.core.dynamodb;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import io.saasbricks.core.net.TransportException;
import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Sends a request until it is answered: at most three times, three seconds each. Repeated are lost
 * and damaged answers, failures of the server, throttling and conflicts with other transactions.
 */
final class Attempts {
  private static final int MOST = 3;
  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final int MOST_BYTES = 64 << 20;

  private final UnaryOperator<OutboundRequest> signature;
  private final Transport transport;
  private final IntConsumer pause;
  private final LongSupplier nanoTime;
  private final RetryBudget budget = new RetryBudget();

  Attempts(
      UnaryOperator<OutboundRequest> signature,
      Transport transport,
      IntConsumer pause,
      LongSupplier nanoTime) {
    this.signature = signature;
    this.transport = transport;
    this.pause = pause;
    this.nanoTime = nanoTime;
  }

  /**
   * The body of the answer.
   *
   * @param within how long all attempts may take together
   * @throws DynamoDbException if DynamoDB refused the request
   * @throws SdkClientException if no answer came in time
   */
  byte[] send(OutboundRequest request, Duration within) {
    Deadline deadline = Deadline.in(within, nanoTime);
    for (int attempt = 1; ; attempt++) {
      try {
        byte[] body = once(request, deadline);
        budget.succeeded(attempt - 1);
        return body;
      } catch (SdkException e) {
        if (attempt == MOST || !passes(e) || deadline.passed() || !budget.take()) {
          throw e;
        }
      }
      pause.accept(attempt);
    }
  }

  private static boolean passes(SdkException failure) {
    return !(failure instanceof DynamoDbException refusal) || ServiceErrors.passes(refusal);
  }

  private byte[] once(OutboundRequest request, Deadline deadline) {
    OutboundRequest signed = signature.apply(request);
    try (OutboundResponse answer = transport.send(signed, deadline.atMost(LONGEST))) {
      byte[] body = answer.bytes(MOST_BYTES);
      verify(answer, body);
      if (answer.status() == 200) {
        return body;
      }
      throw ServiceErrors.of(answer.status(), body, answer.header("x-amzn-requestid").orElse(null));
    } catch (TransportException e) {
      throw SdkClientException.create("DynamoDB did not answer: " + e.getMessage(), e);
    }
  }

  private static void verify(OutboundResponse answer, byte[] body) {
    CRC32 sum = new CRC32();
    sum.update(body);
    String expected = answer.header("x-amz-crc32").orElse("");
    if (!expected.isEmpty() && !expected.equals(Long.toString(sum.getValue()))) {
      throw SdkClientException.create("an answer of DynamoDB was damaged on its way");
    }
  }
}
