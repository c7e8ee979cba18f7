package io.saasbricks.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerLambdaTest {
  private static final String HTTP_EVENT =
      """
      {"version": "2.0", "type": "REQUEST",
       "routeArn": "arn:aws:execute-api:eu-west-1:123456789012:abcdef/prod/GET/agents/1",
       "identitySource": ["secret"], "routeKey": "GET /agents/{agentId}", "rawPath": "/agents/1",
       "rawQueryString": "", "headers": {"X-Api-Key": "secret"},
       "requestContext": {"requestId": "r1", "stage": "prod",
         "http": {"method": "GET", "path": "/agents/1", "sourceIp": "203.0.113.7"}},
       "pathParameters": {"agentId": "1"}}
      """;

  private static final String REST_EVENT =
      """
      {"type": "REQUEST", "resource": "/agents/{agentId}", "path": "/agents/1", "httpMethod": "get",
       "methodArn": "arn:aws:execute-api:eu-west-1:123456789012:abcdef/prod/GET/agents/1",
       "headers": {"x-api-key": "secret"}, "pathParameters": {"agentId": "1"},
       "requestContext": {"requestId": "r2", "identity": {"sourceIp": "203.0.113.7"}}}
      """;

  private final List<HttpRequest> asked = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {HTTP_EVENT, REST_EVENT})
  void theAuthorizerSeesTheRequestOfEitherKindOfApi(String event) throws IOException {
    answer(allowing(), AuthorizerLambda.Format.SIMPLE, event);

    HttpRequest request = asked.get(0);
    assertThat(request.parts().route()).isEqualTo("GET /agents/{agentId}");
    assertThat(request.header("x-api-key")).contains("secret");
    assertThat(request.sourceIp()).isEqualTo("203.0.113.7");
    assertThat(request.pathParameter("agentId")).isEqualTo("1");
  }

  @Test
  void aSimpleAnswerCarriesTheContext() throws IOException {
    JsonObject answer = answer(allowing(), AuthorizerLambda.Format.SIMPLE, HTTP_EVENT);

    assertThat(answer.bool("isAuthorized")).isTrue();
    assertThat(answer.object("context").string("tenantId")).isEqualTo("tenant01");
  }

  @Test
  void aSimpleDenialCarriesNone() throws IOException {
    JsonObject answer = answer(denying(), AuthorizerLambda.Format.SIMPLE, HTTP_EVENT);

    assertThat(answer.bool("isAuthorized")).isFalse();
    assertThat(answer.object("context").members()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {HTTP_EVENT, REST_EVENT})
  void aPolicyHoldsForEveryRouteOfTheStage(String event) throws IOException {
    JsonObject answer = answer(allowing(), AuthorizerLambda.Format.POLICY, event);

    JsonObject document = answer.object("policyDocument");
    assertThat(answer.string("principalId")).isEqualTo("key_1");
    assertThat(answer.object("context").string("tenantId")).isEqualTo("tenant01");
    assertThat(document.string("Version")).isEqualTo("2012-10-17");
    assertThat(document.objects("Statement"))
        .singleElement()
        .satisfies(
            statement -> {
              assertThat(statement.string("Effect")).isEqualTo("Allow");
              assertThat(statement.string("Action")).isEqualTo("execute-api:Invoke");
              assertThat(statement.string("Resource"))
                  .isEqualTo("arn:aws:execute-api:eu-west-1:123456789012:abcdef/prod/*");
            });
  }

  @Test
  void aPolicyForARouteWithoutMethodHoldsForTheStageToo() throws IOException {
    String event = HTTP_EVENT.replace("/prod/GET/agents/1", "/prod");
    JsonObject answer = answer(allowing(), AuthorizerLambda.Format.POLICY, event);

    assertThat(answer.object("policyDocument").objects("Statement").get(0).string("Resource"))
        .isEqualTo("arn:aws:execute-api:eu-west-1:123456789012:abcdef/prod/*");
  }

  @Test
  void aPolicyDenialDeniesTheStage() throws IOException {
    JsonObject answer = answer(denying(), AuthorizerLambda.Format.POLICY, REST_EVENT);

    assertThat(answer.object("policyDocument").objects("Statement").get(0).string("Effect"))
        .isEqualTo("Deny");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "{\"type\": \"TOKEN\", \"methodArn\": \"arn\"}", "\u0000"})
  void whatIsNoAuthorizerEventIsDeniedUnasked(String event) throws IOException {
    JsonObject answer = answer(allowing(), AuthorizerLambda.Format.SIMPLE, event);

    assertThat(answer.bool("isAuthorized")).isFalse();
    assertThat(asked).isEmpty();
  }

  @Test
  void aFaultOfOursFailsTheInvocation() {
    Authorizer broken =
        request -> {
          throw new IllegalStateException("store down");
        };

    assertThatThrownBy(() -> answer(broken, AuthorizerLambda.Format.SIMPLE, HTTP_EVENT))
        .isInstanceOf(IllegalStateException.class);
  }

  private Authorizer allowing() {
    return request -> {
      asked.add(request);
      return new Authorizer.Decision.Allowed("key_1", Map.of("tenantId", "tenant01"));
    };
  }

  private static Authorizer denying() {
    return request -> new Authorizer.Decision.Denied();
  }

  private static JsonObject answer(
      Authorizer authorizer, AuthorizerLambda.Format format, String event) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    new AuthorizerLambda(authorizer, format) {}.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, context());
    return Json.object(output.toByteArray());
  }

  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemainingTimeInMillis" -> 10_000;
                  case "getAwsRequestId" -> "invocation";
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
