package io.saasbricks.core.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * Fuzz target: what DynamoDB sends is an answer, which written and read again is the same, or is
 * refused by an {@link IOException}; as an error it is always one of the SDK's exceptions.
 */
public final class ModelJsonFuzzTest {
  private static final int BAD_REQUEST = 400;
  private static final Corpus CORPUS =
      Corpus.of(
          "{\"Item\":{\"PK\":{\"S\":\"a\"},\"n\":{\"N\":\"-1.5\"},\"b\":{\"B\":\"AQI=\"}}}",
          "{\"Item\":{\"m\":{\"M\":{\"l\":{\"L\":[{\"NULL\":true},{\"BOOL\":false}]}}},"
              + "\"s\":{\"SS\":[\"x\",\"\"]},\"bs\":{\"BS\":[\"AA==\"]}}}",
          "{\"ConsumedCapacity\":{\"TableName\":\"t\",\"CapacityUnits\":0.5},\"New\":[{}]}",
          "{\"__type\":\"x#ConditionalCheckFailedException\",\"message\":\"m\",\"Item\":{}}",
          "{\"__type\":\"x#TransactionCanceledException\",\"CancellationReasons\":"
              + "[{\"Code\":\"None\"},{\"Code\":\"TransactionConflict\",\"Item\":{}}]}");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    byte[] sent = CORPUS.bytes(data);
    readError(sent);
    GetItemResponse.Builder answer = GetItemResponse.builder();
    try {
      ModelJson.read(sent, answer);
    } catch (IOException refused) {
      return;
    }
    GetItemResponse read = answer.consumedCapacity(capacity -> {}).build();
    GetItemResponse.Builder again = GetItemResponse.builder();
    ModelJson.read(ModelJson.write(read), again);
    assertThat(again.build().equalsBySdkFields(read)).isTrue();
  }

  private static void readError(byte[] sent) {
    try {
      ServiceErrors.passes(ServiceErrors.of(BAD_REQUEST, sent, null));
    } catch (SdkException refused) {
      assertThat(refused).hasMessageContaining("cannot be read");
    }
  }

  @Test
  void whatDynamoDbSendsIsReadOrRefused() {
    CORPUS.replay(ModelJsonFuzzTest::fuzzerTestOneInput);
  }
}
