package io.saasbricks.local.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizersTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<String> asked = new ArrayList<>();
  private Outcome outcome = Outcome.RETURNED;
  private String answer = "{\"isAuthorized\":true,\"context\":{\"a\":1}}";

  /** An authorizer function that answers what the test says. */
  private final FunctionRuntime function =
      new FunctionRuntime() {
        @Override
        public Outcome invoke(byte[] event, OutputStream out, Duration patience) {
          asked.add(new String(event, UTF_8));
          try {
            out.write(answer.getBytes(UTF_8));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return outcome;
        }

        @Override
        public void warmUp() {}

        @Override
        public void close() {}
      };

  private final Authorizers authorizers =
      new Authorizers(
          Map.of("F", function),
          new ProxyEvents(new EventSource("1", "api", "$default", Map.of())),
          Map.of("color", "blue"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          $request.header.X-Key      | secret
          $request.querystring.token | a b
          $stageVariables.color      | blue
          $context.routeKey          | GET /x
          $context.httpMethod        | GET
          $context.identity.sourceIp | 1.2.3.4
          """)
  void identityIsReadFromItsSource(String source, String value) throws IOException {
    assertThat(decide(60, source)).isInstanceOf(Verdict.Allowed.class);
    assertThat(new ObjectMapper().readTree(asked.get(0)).path("identitySource").path(0).asText())
        .isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "$request.header.absent",
    "$request.querystring.absent",
    "$stageVariables.absent",
    "$context.unheardOf",
    "$request.querystring.empty"
  })
  void missingIdentityIsRefusedUnasked(String source) {
    assertThat(decide(60, "$request.header.X-Key", source))
        .isEqualTo(new Verdict.Refused(401, "Unauthorized"));
    assertThat(asked).isEmpty();
  }

  @Test
  void verdictIsCachedByIdentityUntilItsTime() {
    decide(60, "$request.header.X-Key");
    decide(60, "$request.header.X-Key");
    assertThat(asked).hasSize(1);
    authorizers.decide(authorizer(60, "$request.header.X-Key"), call(START.plusSeconds(60)));
    assertThat(asked).hasSize(2);
  }

  @Test
  void denialIsCachedToo() {
    answer = "{\"isAuthorized\":false}";
    assertThat(decide(60, "$request.header.X-Key"))
        .isEqualTo(new Verdict.Refused(403, "Forbidden"));
    answer = "{\"isAuthorized\":true}";
    assertThat(decide(60, "$request.header.X-Key"))
        .isEqualTo(new Verdict.Refused(403, "Forbidden"));
  }

  @Test
  void nothingIsCachedWithoutIdentityOrTime() {
    decide(60);
    decide(60);
    decide(0, "$request.header.X-Key");
    decide(0, "$request.header.X-Key");
    assertThat(asked).hasSize(4);
  }

  @Test
  void failureIsNotCached() {
    outcome = Outcome.FAILED;
    assertThat(decide(60, "$request.header.X-Key"))
        .isEqualTo(new Verdict.Refused(500, "Internal Server Error"));
    outcome = Outcome.RETURNED;
    assertThat(decide(60, "$request.header.X-Key")).isInstanceOf(Verdict.Allowed.class);
  }

  @ParameterizedTest
  @CsvSource({"not json", "{}", "{\"isAuthorized\":\"true\"}", "[]"})
  void answerOfAnotherShapeIsAFailure(String shape) {
    answer = shape;
    assertThat(decide(60, "$request.header.X-Key"))
        .isEqualTo(new Verdict.Refused(500, "Internal Server Error"));
  }

  private Verdict decide(long seconds, String... sources) {
    return authorizers.decide(authorizer(seconds, sources), call(START));
  }

  private static AuthorizerDefinition authorizer(long seconds, String... sources) {
    return new AuthorizerDefinition("F", List.of(sources), Duration.ofSeconds(seconds));
  }

  private static Call call(Instant at) {
    var request =
        new LocalRequest(
            "GET", "/x?token=a+b&empty=", List.of(new Header("x-key", "secret")), new byte[0]);
    return new Call(request, "/x", "GET /x", Map.of(), "1.2.3.4", "id", at);
  }
}
