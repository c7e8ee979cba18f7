package io.saasbricks.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded events, and hostile ones. */
class PayloadTest {
  @Test
  void anEventOfAnHttpApiIsRead() {
    HttpRequest request = recorded("http-api-v2-lambda-authorizer.aws-lambda-go");
    HttpRequest.Parts parts = request.parts();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(parts.route()).isEqualTo("$default");
    assertThat(parts.path()).isEqualTo("/my/path");
    assertThat(request.header("HEADER1")).contains("value1");
    assertThat(request.header("missing")).isEmpty();
    assertThat(parts.query().get("parameter1")).containsExactly("value1", "value2");
    assertThat(request.query("parameter1")).contains("value1");
    assertThat(request.query("missing")).isEmpty();
    assertThat(request.pathParameter("proxy")).isEqualTo("hello/world");
    assertThat(request.requestId()).isEqualTo("id");
    assertThat(request.sourceIp()).isEqualTo("IP");
    assertThat(parts.authorizer().string("key")).isEqualTo("value");
    assertThat(request.deadline().remaining()).isLessThanOrEqualTo(Duration.ofSeconds(3));
    assertThat(request).hasToString("HttpRequest[$default]");
  }

  @Test
  void aParameterThatTheRouteLacksIsABug() {
    HttpRequest request = recorded("http-api-v2.powertools-java");
    assertThatThrownBy(() -> request.pathParameter("agentId"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("agentId");
  }

  @Test
  void cookiesAreReadByName() {
    assertThat(recorded("http-api-v2.powertools-java").parts().cookies())
        .isEqualTo(
            Map.of("s_fid", "7AABXMPL1AFD9BBF-0643XMPL09956DE2", "regStatus", "pre-register"));
  }

  @Test
  void theFlagForBase64MayStandWithoutABody() {
    assertThat(recorded("http-api-v2.powertools-java").body()).isEmpty();
  }

  @Test
  void anEventOfAFunctionUrlIsRead() {
    HttpRequest request = recorded("function-url-get.powertools-python");
    assertThat(request.parts().pathParameters()).isEmpty();
    assertThat(request.sourceIp()).isEqualTo("123.123.123.123");
    assertThat(request.header("User-Agent").orElseThrow()).startsWith("Mozilla");
  }

  @Test
  void aBodyIsReadExactly() {
    HttpRequest request = recorded("http-api-v2-post.powertools-python");
    assertThat(new String(request.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"message\": \"hello world\", \"username\": \"tom\"}");
    assertThat(request.json().text("username", 10)).isEqualTo("tom");
  }

  @Test
  void everyRecordedRequestIsRead() {
    for (String name :
        List.of(
            "function-url-request.aws-lambda-go",
            "http-api-v2-get.aws-lambda-go",
            "http-api-v2-jwt.aws-lambda-go")) {
      assertThat(recorded(name).method()).as(name).matches("[A-Z]+");
    }
  }

  @Test
  void anEventOfAScheduleIsNoRequest() {
    assertThatThrownBy(() -> recorded("scheduled-event.aws-java-tests"))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void aBase64BodyIsDecoded() {
    assertThat(read("\"body\":\"AP8=\",\"isBase64Encoded\":true").body()).containsExactly(0, -1);
    assertThat(read("\"body\":\"AP8=\"").body()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "a=1&b=2, a, 1",
    "a=1%2C2, a, '1,2'",
    "a=x+y, a, 'x y'",
    "a=x%2By, a, x+y",
    "a, a, ''",
    "=v, '', v",
    "&&a=1&&, a, 1",
    "a=b=c, a, b=c",
    "%61=1, a, 1",
    "a=%E2%98%83, a, ☃"
  })
  void queriesAreDecoded(String raw, String name, String value) {
    assertThat(read("\"rawQueryString\":\"" + raw + "\"").query(name)).contains(value);
  }

  @Test
  void headersOfOneNameInTwoCasesAreJoined() {
    assertThat(read("\"headers\":{\"A\":\"1\",\"a\":\"2\"}").header("a")).contains("1,2");
  }

  @Test
  void theFirstOfTwoCookiesStands() {
    assertThat(read("\"cookies\":[\"a=1\",\"a=2\",\"=3\",\"junk\",\" b =4=5\"]").parts().cookies())
        .isEqualTo(Map.of("a", "1", "b", "4=5"));
  }

  @Test
  void theHeadOfAStreamLeavesBeforeItsBodyIsWritten() throws IOException {
    List<String> sent = new ArrayList<>();
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            sent.add(toString(StandardCharsets.UTF_8));
          }
        };
    Payload.stream(HttpResponse.streaming("text/plain", body -> sent.add("body")), out);
    assertThat(sent).hasSize(2).last().isEqualTo("body");
    assertThat(sent.get(0)).startsWith("{\"statusCode\":200,").endsWith("}" + "\0".repeat(8));
  }

  private static HttpRequest read(String members) {
    String event = "{\"requestContext\":{\"http\":{\"method\":\"get\"}}," + members + "}";
    return Payload.read(event.getBytes(StandardCharsets.UTF_8), "id", Duration.ofSeconds(3));
  }

  private static HttpRequest recorded(String name) {
    Path event = Path.of(System.getProperty("saasbricks.root"), "specs/events", name + ".json");
    try {
      return Payload.read(Files.readAllBytes(event), "id", Duration.ofSeconds(3));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
