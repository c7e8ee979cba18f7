package io.saasbricks.local.dynamodb.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fuzz target: any body of any operation is answered or refused as DynamoDB refuses, never by an
 * exception of another kind; and the table's one item stays readable.
 */
public final class RequestFuzzTest {
  private static final String TABLE =
      """
      {"TableName":"fuzz","BillingMode":"PAY_PER_REQUEST",
       "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
       "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}
      """;
  private static final String ITEM = "{\"TableName\":\"fuzz\",\"Item\":{\"pk\":{\"S\":\"x\"}}}";
  private static final String KEY = "{\"TableName\":\"fuzz\",\"Key\":{\"pk\":{\"S\":\"x\"}}}";
  private static final JsonService DATABASE = database();

  private record Request(String operation, Corpus bodies) {
    static Request of(String operation, String... bodies) {
      return new Request(operation, Corpus.of(bodies));
    }
  }

  private static final List<Request> REQUESTS =
      List.of(
          Request.of(
              "PutItem",
              """
              {"TableName":"fuzz","Item":{"pk":{"S":"y"},"n":{"N":"-1.50e3"},"b":{"B":"AQI="},
               "l":{"L":[{"NULL":true},{"BOOL":false}]},"ns":{"NS":["1","2"]},"bs":{"BS":["AA=="]}},
               "ReturnValues":"ALL_OLD","ReturnConsumedCapacity":"TOTAL"}
              """),
          Request.of(
              "UpdateItem",
              """
              {"TableName":"fuzz","Key":{"pk":{"S":"y"}},"UpdateExpression":"SET #a = :v ADD n :v",
               "ExpressionAttributeNames":{"#a":"a"},"ExpressionAttributeValues":{":v":{"N":"1"}},
               "ReturnValues":"UPDATED_NEW"}
              """),
          Request.of("GetItem", KEY),
          Request.of(
              "Query",
              """
              {"TableName":"fuzz","KeyConditionExpression":"pk = :p","Limit":1,
               "ExpressionAttributeValues":{":p":{"S":"x"}},"ScanIndexForward":false,
               "ExclusiveStartKey":{"pk":{"S":"x"}},"Select":"COUNT"}
              """),
          Request.of("Scan", "{\"TableName\":\"fuzz\",\"Segment\":0,\"TotalSegments\":2}"),
          Request.of(
              "BatchGetItem", "{\"RequestItems\":{\"fuzz\":{\"Keys\":[{\"pk\":{\"S\":\"x\"}}]}}}"),
          Request.of(
              "BatchWriteItem",
              """
              {"RequestItems":{"fuzz":[{"PutRequest":{"Item":{"pk":{"S":"y"}}}},
               {"DeleteRequest":{"Key":{"pk":{"S":"z"}}}}]}}
              """),
          Request.of(
              "TransactWriteItems",
              """
              {"ClientRequestToken":"t","TransactItems":[
               {"Put":{"TableName":"fuzz","Item":{"pk":{"S":"y"}}}},
               {"Delete":{"TableName":"fuzz","Key":{"pk":{"S":"z"}}}},
               {"ConditionCheck":{"TableName":"fuzz","Key":{"pk":{"S":"w"}},
                "ConditionExpression":"attribute_not_exists(pk)"}}]}
              """),
          Request.of("CreateTable", TABLE.replace("fuzz", "other")));

  private static JsonService database() {
    JsonService database = new JsonService(InstantSource.fixed(Instant.EPOCH));
    database.call("CreateTable", TABLE.getBytes(UTF_8));
    return database;
  }

  /** Called by Jazzer; the first byte chooses the operation. */
  public static void fuzzerTestOneInput(byte[] data) {
    int choice = data.length == 0 ? 0 : (data[0] & 0xff) % REQUESTS.size();
    Request request = REQUESTS.get(choice);
    byte[] edits = data.length == 0 ? data : Arrays.copyOfRange(data, 1, data.length);
    assertThat(answered("PutItem", ITEM.getBytes(UTF_8))).isTrue();
    answered(request.operation(), request.bodies().bytes(edits));
    assertThat(answered("GetItem", KEY.getBytes(UTF_8))).isTrue();
    answered("DeleteTable", "{\"TableName\":\"other\"}".getBytes(UTF_8));
  }

  private static boolean answered(String operation, byte[] body) {
    JsonService.Answer answer = DATABASE.call(operation, body);
    assertThat(answer.status()).isIn(200, 400);
    return answer.status() == 200;
  }

  @Test
  void theGoodRequestsAreAnswered() {
    for (byte choice = 0; choice < REQUESTS.size(); choice++) {
      Request request = REQUESTS.get(choice);
      assertThat(answered(request.operation(), request.bodies().bytes(new byte[0])))
          .as(request.operation())
          .isTrue();
      answered("DeleteTable", "{\"TableName\":\"other\"}".getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"TableName\":\"fuzz\",\"Item\":{\"pk\":{\"S\":\"x\"},\"b\":{\"B\":\"-\"}}}"
      })
  void aBodyThatIsNoJsonOrNoBase64IsRefused(String body) {
    assertThat(answered("PutItem", body.getBytes(UTF_8))).isFalse();
  }

  @Test
  void anyBodyIsAnsweredOrRefused() {
    REQUESTS.get(0).bodies().replay(RequestFuzzTest::fuzzerTestOneInput);
  }
}
