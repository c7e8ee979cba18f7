package io.saasbricks.local.dynamodb.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.simulation.Corpus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fuzz target: an expression of any kind is carried out or refused as DynamoDB refuses, whatever it
 * spells; and a refused write leaves the item as it was.
 */
public final class ExpressionFuzzTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonService DATABASE = database();
  private static final List<String> REFUSALS =
      List.of("ValidationException", "ConditionalCheckFailedException");

  private static final Corpus CONDITIONS =
      Corpus.of(
          "attribute_exists(#a) AND NOT (b[0].c >= :n OR size(s) BETWEEN :n AND :n)",
          "begins_with(s, :s) or contains(l, :s) and attribute_type(s, :t) or b IN (:n, :s)");
  private static final Corpus UPDATES =
      Corpus.of(
          "SET #a = if_not_exists(#a, :n) + :n, l = list_append(l, :l) REMOVE b.c, zz",
          "ADD n :n DELETE ss :ss SET b.x = :s, l[1] = :n");
  private static final Corpus KEYS = Corpus.of("pk = :s AND sk BETWEEN :s AND :s", "pk = :s");
  private static final Corpus PROJECTIONS = Corpus.of("#a, b.c, l[0]");

  private static JsonService database() {
    JsonService database = new JsonService(InstantSource.fixed(Instant.EPOCH));
    database.execute(
        "CreateTable",
        json(
            """
            {"TableName":"fuzz","BillingMode":"PAY_PER_REQUEST",
             "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},
              {"AttributeName":"sk","AttributeType":"S"}],
             "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},
              {"AttributeName":"sk","KeyType":"RANGE"}]}
            """));
    return database;
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Called by Jazzer; the first byte chooses the kind of expression. */
  public static void fuzzerTestOneInput(byte[] data) {
    carriedOut(data);
  }

  private static boolean carriedOut(byte[] data) {
    byte[] edits = Arrays.copyOfRange(data, Math.min(1, data.length), data.length);
    putItem();
    return switch (data.length == 0 ? 0 : data[0] & 3) {
      case 0 -> write("PutItem", "ConditionExpression", CONDITIONS.text(edits));
      case 1 -> write("UpdateItem", "UpdateExpression", UPDATES.text(edits));
      case 2 -> query("KeyConditionExpression", KEYS.text(edits), "");
      default -> query("ProjectionExpression", PROJECTIONS.text(edits), "pk = :s");
    };
  }

  private static void putItem() {
    DATABASE.execute(
        "PutItem",
        json(
            """
            {"TableName":"fuzz","Item":{"pk":{"S":"x"},"sk":{"S":"x"},"n":{"N":"1"},"s":{"S":"N"},
             "a":{"N":"2"},"l":{"L":[{"S":"x"},{"N":"3"}]},"ss":{"SS":["x","y"]},
             "b":{"M":{"c":{"N":"4"}}}}}
            """));
  }

  private static boolean write(String operation, String member, String expression) {
    ObjectNode request = request(member, expression);
    ObjectNode key = json("{\"pk\":{\"S\":\"x\"},\"sk\":{\"S\":\"x\"}}");
    request.set(operation.equals("PutItem") ? "Item" : "Key", key);
    ObjectNode before = item();
    boolean answered = answered(operation, request);
    if (!answered) {
      assertThat(item()).as(expression).isEqualTo(before);
    }
    return answered;
  }

  private static boolean query(String member, String expression, String keyCondition) {
    ObjectNode request = request(member, expression);
    if (!keyCondition.isEmpty()) {
      request.put("KeyConditionExpression", keyCondition);
    }
    return answered("Query", request);
  }

  private static ObjectNode item() {
    return DATABASE.execute(
        "GetItem",
        json("{\"TableName\":\"fuzz\",\"Key\":{\"pk\":{\"S\":\"x\"},\"sk\":{\"S\":\"x\"}}}"));
  }

  /** A request with the expression and, of the placeholders, those that it may mean to use. */
  private static ObjectNode request(String member, String expression) {
    ObjectNode request = json("{\"TableName\":\"fuzz\"}").put(member, expression);
    if (expression.contains("#a")) {
      request.putObject("ExpressionAttributeNames").put("#a", "a");
    }
    ObjectNode values =
        json(
            """
            {":n":{"N":"7"},":s":{"S":"x"},":l":{"L":[{"S":"z"}]},":ss":{"SS":["x"]},":t":{"S":"S"}}""");
    values.retain(
        List.of(":n", ":s", ":l", ":ss", ":t").stream()
            .filter(value -> expression.matches("(?s).*" + value + "\\b.*"))
            .toList());
    if (member.equals("ProjectionExpression")) {
      values = json("{\":s\":{\"S\":\"x\"}}");
    }
    return values.isEmpty() ? request : request.set("ExpressionAttributeValues", values);
  }

  /** Whether the request was carried out; if not, it was refused as DynamoDB would. */
  private static boolean answered(String operation, ObjectNode request) {
    try {
      DATABASE.execute(operation, request);
      return true;
    } catch (ServiceError refused) {
      assertThat(refused.type()).isIn(REFUSALS);
      return false;
    }
  }

  @Test
  void anExpressionIsCarriedOutOrRefused() {
    CONDITIONS.replay(ExpressionFuzzTest::fuzzerTestOneInput);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "1,0", "1,1", "2,0", "2,1", "3,0"})
  void theGoodExpressionsAreCarriedOut(byte kind, byte choice) {
    assertThat(carriedOut(new byte[] {kind, choice})).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "f(", "NOT ", "a=:n AND (", "NOT ("})
  void theDeepestNestingThatItsSizeAllowsIsRefused(String opening) {
    String condition = opening.repeat(4096 / opening.length());
    assertThat(write("PutItem", "ConditionExpression", condition)).isFalse();
    String update = "SET n = " + opening.repeat(4088 / opening.length());
    assertThat(write("UpdateItem", "UpdateExpression", update)).isFalse();
  }
}
