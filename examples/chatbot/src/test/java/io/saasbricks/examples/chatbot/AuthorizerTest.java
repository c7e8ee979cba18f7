package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import io.saasbricks.local.LocalBackend;
import io.saasbricks.local.dynamodb.DynamoDbLocal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The authorizer, alone and put in front of a route as docs/auth.md says. */
@ExtendWith(RunningBackend.class)
class AuthorizerTest {
  @Test
  void aKeyIsAuthorizedWithItsTenantPlanIdAndScopes(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    JsonObject key = person.newKey("chat", "agents:read");
    JsonObject answer = ask(chatbot, "x-api-key", key.string("key"));
    assertThat(answer.bool("isAuthorized")).isTrue();
    JsonObject context = answer.object("context");
    assertThat(context.string("tenantId")).isEqualTo(person.tenantId());
    assertThat(context.string("plan")).isEqualTo("free");
    assertThat(context.string("keyId")).isEqualTo(key.string("keyId"));
    assertThat(context.string("scopes")).isEqualTo("agents:read chat");
  }

  @Test
  void aSessionIsAuthorizedWithItsUser(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    JsonObject answer = ask(chatbot, "authorization", "Bearer " + person.token());
    assertThat(answer.bool("isAuthorized")).isTrue();
    assertThat(answer.object("context").string("subject"))
        .isEqualTo(person.user().string("userId"));
    assertThat(answer.object("context").has("keyId")).isFalse();
  }

  @Test
  void anybodyElseIsNot(Chatbot chatbot) {
    assertThat(ask(chatbot, "x-api-key", "x").bool("isAuthorized")).isFalse();
    assertThat(ask(chatbot, "authorization", "Bearer a.b.c").bool("isAuthorized")).isFalse();
    assertThat(ask(chatbot, "x-other", "x").bool("isAuthorized")).isFalse();
  }

  @Test
  void inFrontOfARouteItLetsCallersThroughToTheirScopesAndLimits(@TempDir Path folder)
      throws IOException {
    Path template = Files.writeString(folder.resolve("template.yaml"), withAuthorizer());
    try (LocalBackend backend =
        LocalBackend.of(template).dynamoDb(DynamoDbLocal.shared().endpoint()).start()) {
      Chatbot behind = new Chatbot(backend, (method, path, status, type, body) -> {});
      assertThat(behind.get("/agents").status()).isEqualTo(403);
      Chatbot.Person person = behind.newPerson();
      assertThat(person.get("/agents").status()).isEqualTo(200);
      String chatOnly = person.newKey("chat").string("key");
      assertThat(behind.byKey(chatOnly, "GET", "/agents", "").status()).isEqualTo(403);
      String wish = "{\"name\":\"A\",\"environment\":\"live\",\"rateLimit\":1}";
      String once = person.post("/keys", wish).json().string("key");
      Chatbot.Answer first = behind.byKey(once, "GET", "/agents", "");
      assertThat(first.status()).isEqualTo(200);
      assertThat(first.header("ratelimit")).isPresent();
      assertThat(behind.byKey(once, "GET", "/agents", "").status()).isEqualTo(429);
    }
  }

  private static String withAuthorizer() throws IOException {
    return Files.readString(Path.of("template.yaml"))
        .replace(
            "    Type: AWS::Serverless::HttpApi\n    Properties:\n",
            """
                Type: AWS::Serverless::HttpApi
                Properties:
                  Auth:
                    Authorizers:
                      Caller:
                        FunctionArn: !GetAtt AuthorizerFunction.Arn
                        AuthorizerPayloadFormatVersion: "2.0"
                        EnableSimpleResponses: true
                        EnableFunctionDefaultPermissions: true
                        Identity: {ReauthorizeEvery: 0}
            """
                .indent(0))
        .replace(
            "Method: GET, Path: /agents}",
            "Method: GET, Path: /agents, Auth: {Authorizer: Caller}}");
  }

  private static JsonObject ask(Chatbot chatbot, String header, String value) {
    String event =
        """
        {"event": {"version": "2.0", "type": "REQUEST",
          "routeArn": "arn:aws:execute-api:us-east-1:123456789012:a/$default/GET/agents",
          "routeKey": "GET /agents", "rawPath": "/agents", "rawQueryString": "",
          "headers": {"%s": "%s"},
          "requestContext": {"http": {"method": "GET", "path": "/agents",
            "sourceIp": "203.0.113.7"}, "requestId": "r1", "routeKey": "GET /agents"}}}
        """
            .formatted(header, value);
    return chatbot.post("/_local/invoke/AuthorizerFunction", event).json();
  }
}
