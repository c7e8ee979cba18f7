package io.saasbricks.local.iam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessGateTest {
  private static final String TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/app";
  private static final String ALLOWED =
      """
      {"Statement": {"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"],
       "Resource": "%s"}}
      """
          .formatted(TABLE);

  private final AccessGate gate = gate();

  private static AccessGate gate() {
    try {
      var allowed = Permissions.of(List.of(new ObjectMapper().readTree(ALLOWED)));
      return new AccessGate(Map.of("Chat", allowed), "123456789012");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private LocalResponse call(String key, String service, String target, String body) {
    String credential =
        "AWS4-HMAC-SHA256 Credential=%s/20260101/us-east-1/%s/aws4_request, Signature=0"
            .formatted(key, service);
    LocalRequest request =
        new LocalRequest(
            "POST",
            "/",
            List.of(new Header("authorization", credential), new Header("x-amz-target", target)),
            body.getBytes(UTF_8));
    return gate.before(passed -> LocalResponse.empty(200)).handle(request);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GetItem            | {"TableName": "app"}                                           | 200
          GetItem            | {"TableName": "other"}                                         | 400
          Query              | {"TableName": "app"}                                           | 400
          Query              | {"TableName": "app", "IndexName": "GSI1"}                      | 400
          BatchGetItem       | {"RequestItems": {"app": {}}}                                  | 400
          TransactWriteItems | {"TransactItems": [{"Put": {"TableName": "app"}}]}             | 200
          TransactWriteItems | {"TransactItems": [{"Put": {"TableName": "app"}}, {"Delete": {"TableName": "app"}}]} | 400
          TransactWriteItems | {"TransactItems": [{"ConditionCheck": {"TableName": "app"}}]}  | 400
          TransactGetItems   | {"TransactItems": [{"Get": {"TableName": "app"}}]}             | 200
          TransactGetItems   | {"TransactItems": [{"Get": {"TableName": "app"}}, {"Get": {"TableName": "other"}}]} | 400
          TransactWriteItems | {"TransactItems": [{"Update": {"TableName": "app"}}]}          | 400
          ListTables         | {}                                                             | 400
          ExecuteStatement   | {"Statement": "SELECT * FROM app"}                             | 400
          GetItem            | not json                                                       | 400
          """)
  void aFunctionDoesWhatItsPoliciesAllow(String operation, String body, int status) {
    assertThat(call("Chat", "dynamodb", "DynamoDB_20120810." + operation, body).status())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dynamodb | DynamoDB_20120810.Query      | {"TableName": "app", "IndexName": "GSI1"}   | dynamodb:Query on arn:aws:dynamodb:us-east-1:123456789012:table/app/index/GSI1
          dynamodb | DynamoDB_20120810.BatchGetItem | {"RequestItems": {"a": {}}}               | dynamodb:BatchGetItem on arn:aws:dynamodb:us-east-1:123456789012:table/a
          dynamodb | DynamoDB_20120810.TransactWriteItems | {"TransactItems": [{"ConditionCheck": {"TableName": "a"}}]} | dynamodb:ConditionCheckItem on arn:aws:dynamodb:us-east-1:123456789012:table/a
          dynamodb | DynamoDB_20120810.ListTables | {}                                          | dynamodb:ListTables on *
          ssm      | AmazonSSM.GetParameters      | {"Names": ["/a/b"]}                         | ssm:GetParameters on arn:aws:ssm:us-east-1:123456789012:parameter/a/b
          ssm      | AmazonSSM.GetParameters      | {"Names": ["a"]}                            | ssm:GetParameters on arn:aws:ssm:us-east-1:123456789012:parameter/a
          ssm      | AmazonSSM.DescribeParameters | {}                                          | ssm:DescribeParameters on *
          """)
  void whatACallNeedsIsNamedAsInPolicies(
      String service, String target, String body, String access) {
    assertThat(call("Chat", service, target, body).status()).isEqualTo(400);
    assertThat(gate.used().get("Chat")).extracting(Access::toString).containsExactly(access);
  }

  @Test
  void everyTableOfABatchIsNeeded() {
    call(
        "Chat",
        "dynamodb",
        "DynamoDB_20120810.BatchWriteItem",
        "{\"RequestItems\": {\"a\": [], \"b\": []}}");
    assertThat(gate.used().get("Chat"))
        .extracting(Access::resource)
        .containsExactlyInAnyOrder(TABLE.replace("app", "a"), TABLE.replace("app", "b"));
  }

  @Test
  void callThatNobodySignedIsPassedOn() {
    LocalRequest anonymous =
        new LocalRequest(
            "POST",
            "/",
            List.of(new Header("x-amz-target", "DynamoDB_20120810.Scan")),
            "{\"TableName\": \"app\"}".getBytes(UTF_8));
    assertThat(gate.before(passed -> LocalResponse.empty(200)).handle(anonymous).status())
        .isEqualTo(200);
    assertThat(gate.used()).isEmpty();
  }

  @Test
  void whatWasDoneIsASnapshot() {
    call("Chat", "dynamodb", "DynamoDB_20120810.GetItem", "{\"TableName\": \"app\"}");
    var earlier = gate.used();
    call("Chat", "dynamodb", "DynamoDB_20120810.PutItem", "{\"TableName\": \"app\"}");
    assertThat(earlier.get("Chat")).containsExactly(new Access("dynamodb:GetItem", TABLE));
    assertThat(gate.used().get("Chat")).hasSize(2);
    assertThat(gate.unused()).isEmpty();
  }

  @Test
  void theRefusalIsAwss() throws IOException {
    LocalResponse refusal =
        call("Chat", "dynamodb", "DynamoDB_20120810.Scan", "{\"TableName\": \"app\"}");
    var body = new ByteArrayOutputStream();
    refusal.body().writeTo(body);
    var json = new ObjectMapper().readTree(body.toByteArray());
    assertThat(json.path("__type").asText()).endsWith("#AccessDeniedException");
    assertThat(json.path("Message").asText()).contains("Chat", "dynamodb:Scan", TABLE);
  }

  @Test
  void otherKeysAreNobodysBusiness() {
    assertThat(call("local", "dynamodb", "DynamoDB_20120810.Scan", "{}").status()).isEqualTo(200);
    assertThat(gate.used()).isEmpty();
  }

  @Test
  void whatIsNeverDoneIsTold() {
    call("Chat", "dynamodb", "DynamoDB_20120810.GetItem", "{\"TableName\": \"app\"}");
    assertThat(gate.unused())
        .isEqualTo(Map.of("Chat", List.of(new Access("dynamodb:PutItem", TABLE))));
  }
}
