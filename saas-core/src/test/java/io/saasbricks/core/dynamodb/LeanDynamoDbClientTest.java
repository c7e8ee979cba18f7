package io.saasbricks.core.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import io.saasbricks.core.net.TransportException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Attempts, time and errors. A second passes with each signature. */
class LeanDynamoDbClientTest {
  private static final String OK = "{\"Item\":{\"PK\":{\"S\":\"a\"}}}";
  private static final String THROTTLED =
      "{\"__type\":\"x#ThrottlingException\",\"message\":\"m\"}";

  private final Deque<OutboundResponse> answers = new ArrayDeque<>();
  private final List<OutboundRequest> requests = new ArrayList<>();
  private final List<Duration> times = new ArrayList<>();
  private final List<Integer> pauses = new ArrayList<>();
  private long nanos;

  private final LeanDynamoDbClient client =
      new LeanDynamoDbClient(
          URI.create("https://dynamodb.eu-central-1.amazonaws.com"),
          this::signed,
          new Scripted(),
          request -> {},
          pauses::add,
          () -> nanos);

  /** Answers in turn; where none is left the connection breaks. */
  private final class Scripted implements Transport {
    @Override
    public OutboundResponse send(OutboundRequest request, Deadline deadline) {
      requests.add(request);
      times.add(deadline.remaining());
      if (answers.isEmpty()) {
        throw new TransportException("connection reset", null);
      }
      return answers.remove();
    }
  }

  private OutboundRequest signed(OutboundRequest request) {
    nanos += Duration.ofSeconds(1).toNanos();
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put("Authorization", "signature " + nanos);
    return OutboundRequest.post(request.uri(), headers, request.body());
  }

  private void answer(int status, String body, Map<String, String> headers) {
    answers.add(OutboundResponse.of(status, headers, body.getBytes(UTF_8)));
  }

  private void answer(int status, String body) {
    answer(status, body, Map.of());
  }

  private GetItemResponse get() {
    return client.getItem(get -> get.tableName("t").key(Map.of("PK", AttributeValue.fromS("a"))));
  }

  @Test
  void eachAttemptIsSignedAnew() {
    answer(400, THROTTLED);
    answer(200, OK);
    assertThat(get().item()).containsEntry("PK", AttributeValue.fromS("a"));
    assertThat(requests)
        .extracting(request -> request.headers().get("Authorization"))
        .containsExactly("signature 1000000000", "signature 2000000000");
    assertThat(pauses).containsExactly(1);
  }

  @Test
  void anAttemptTakesThreeSecondsAtMost() {
    answer(200, OK);
    get();
    assertThat(times).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void noAttemptStartsAfterTheTimeOfTheCall() {
    assertThatThrownBy(
            () ->
                client.getItem(
                    get ->
                        get.tableName("t")
                            .overrideConfiguration(c -> c.apiCallTimeout(Duration.ofSeconds(2)))))
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("connection reset");
    assertThat(times).containsExactly(Duration.ofSeconds(1), Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void anAnswerThatIsNotDynamoDbsIsRepeatedWhenTheServerIsAtFault(int status) {
    answer(status, "<html>");
    answer(200, OK);
    assertThat(get().hasItem()).isTrue();
  }

  @Test
  void anotherAnswerThatIsNotDynamoDbsIsAnError() {
    answer(404, "<html>");
    DynamoDbException failure = catchThrowableOfType(DynamoDbException.class, this::get);
    assertThat(failure.statusCode()).isEqualTo(404);
    assertThat(failure.awsErrorDetails().errorCode()).isEmpty();
    assertThat(requests).hasSize(1);
  }

  @Test
  void aDamagedAnswerIsAskedForAgain() {
    answer(200, OK, Map.of("x-amz-crc32", "1"));
    CRC32 sum = new CRC32();
    sum.update(OK.getBytes(UTF_8));
    answer(200, OK, Map.of("X-Amz-Crc32", Long.toString(sum.getValue())));
    assertThat(get().hasItem()).isTrue();
    assertThat(requests).hasSize(2);
  }

  @Test
  void aFailedConditionTellsTheItemAndTheRequest() {
    answer(
        400,
        "{\"__type\":\"x#ConditionalCheckFailedException\",\"message\":\"The conditional request"
            + " failed\",\"Item\":{\"n\":{\"L\":[{\"N\":\"1\"}]}}}",
        Map.of("x-amzn-RequestId", "r1"));
    ConditionalCheckFailedException failure =
        catchThrowableOfType(ConditionalCheckFailedException.class, this::get);
    assertThat(failure.item())
        .isEqualTo(Map.of("n", AttributeValue.fromL(List.of(AttributeValue.fromN("1")))));
    assertThat(failure.requestId()).isEqualTo("r1");
    assertThat(failure.statusCode()).isEqualTo(400);
    assertThat(failure).hasMessageContaining("The conditional request failed");
    assertThat(requests).hasSize(1);
  }

  @Test
  void aCancelledTransactionTellsItsReasonsInOrder() {
    answer(
        400,
        "{\"__type\":\"x#TransactionCanceledException\",\"Message\":\"m\",\"CancellationReasons\":["
            + "{\"Code\":\"None\"},{\"Code\":\"ConditionalCheckFailed\",\"Message\":\"n\","
            + "\"Item\":{\"PK\":{\"S\":\"a\"}}}]}");
    TransactionCanceledException failure =
        catchThrowableOfType(TransactionCanceledException.class, this::get);
    assertThat(failure.cancellationReasons())
        .extracting(reason -> reason.code())
        .containsExactly("None", "ConditionalCheckFailed");
    assertThat(failure.cancellationReasons().get(1).item())
        .containsEntry("PK", AttributeValue.fromS("a"));
  }

  @Test
  void whileTheServiceIsDownCallsAreMadeOnlyOnce() {
    for (int call = 0; call < 200; call++) {
      assertThatThrownBy(this::get).isInstanceOf(SdkClientException.class);
    }
    assertThat(requests).hasSize(200 + 100);
  }

  @Test
  void whatSucceedsAtTheSecondAttemptCanBeRepeatedForEver() {
    for (int call = 0; call < 200; call++) {
      answer(400, THROTTLED);
      answer(200, OK);
      assertThat(get().hasItem()).isTrue();
    }
    assertThat(requests).hasSize(2 * 200);
  }

  @Test
  void oneSuccessDoesNotPayForARepetitionWhenTheServiceWasDown() {
    for (int call = 0; call < 100; call++) {
      assertThatThrownBy(this::get).isInstanceOf(SdkClientException.class);
    }
    answer(200, OK);
    get();
    requests.clear();
    assertThatThrownBy(this::get).isInstanceOf(SdkClientException.class);
    assertThat(requests).hasSize(1);
  }

  @Test
  void operationsOfOtherUsesAreTheSdks() {
    assertThat(client.serviceName()).isEqualTo("dynamodb");
    assertThatThrownBy(client::listTables).isInstanceOf(UnsupportedOperationException.class);
  }
}
