package io.saasbricks.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.local.simulation.Corpus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: an authorizer's event is a question about a stage, or is refused by a typed
 * exception; an answer that allows never covers more than the stage that was asked about.
 */
public final class AuthorizerEventFuzzTest {
  private static final Corpus CORPUS =
      Corpus.of(
          """
          {"version":"2.0","routeArn":"arn:aws:execute-api:eu-west-1:1:api/prod/GET/a/b",
           "routeKey":"GET /a/{b}","rawPath":"/a/b","headers":{"authorization":"Bearer x"},
           "requestContext":{"requestId":"id","http":{"method":"GET","sourceIp":"203.0.113.7"}}}
          """,
          """
          {"type":"REQUEST","methodArn":"arn:aws:execute-api:eu-west-1:1:api/prod/GET/a",
           "resource":"/a","path":"/a","httpMethod":"get","headers":{"x-api-key":"k"},
           "pathParameters":null,"requestContext":{"identity":{"sourceIp":"203.0.113.7"}}}
          """);

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    AuthorizerEvent event;
    try {
      event =
          AuthorizerEvent.read(
              Json.object(CORPUS.bytes(data)), "invocation", Duration.ofSeconds(3));
    } catch (JsonException refused) {
      return;
    }
    String resource = event.resource();
    assertThat(resource).doesNotStartWith("/*");
    assertThat(resource.chars().filter(c -> c == '/').count()).isIn(0L, 2L);
    assertThat(event.request().method()).isUpperCase();
  }

  @Test
  void aQuestionIsReadOrRefused() {
    CORPUS.replay(AuthorizerEventFuzzTest::fuzzerTestOneInput);
  }
}
