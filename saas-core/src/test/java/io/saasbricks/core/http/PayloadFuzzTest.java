package io.saasbricks.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Fuzz target: an event of an HTTP API is a request or is answered with 400. */
public final class PayloadFuzzTest {
  private static final Corpus CORPUS =
      Corpus.of(
          """
          {"version":"2.0","routeKey":"POST /a/{b}","rawPath":"/a/b","rawQueryString":"q=1&r=%20&s",
           "cookies":["a=b","c"," =d"],"headers":{"content-type":"text/plain","x":"1,2"},
           "pathParameters":{"b":"b"},"body":"aGVsbG8=","isBase64Encoded":true,
           "requestContext":{"requestId":"id","http":{"method":"POST","sourceIp":"203.0.113.7"},
            "authorizer":{"lambda":{"n":1.5e3,"o":null,"l":[true,"\\u00e9"]}}}}
          """,
          """
          {"requestContext":{"http":{"method":"get"}}}""");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      HttpRequest request = Payload.read(CORPUS.bytes(data), "invocation", Duration.ofSeconds(3));
      assertThat(request.parts().cookies()).doesNotContainKey("");
      assertThat(request.parts().query().values()).noneMatch(values -> values.isEmpty());
    } catch (ProblemException refused) {
      assertThat(refused.problem().status()).isEqualTo(400);
    }
  }

  @Test
  void anEventIsReadOrIsABadRequest() {
    CORPUS.replay(PayloadFuzzTest::fuzzerTestOneInput);
  }
}
