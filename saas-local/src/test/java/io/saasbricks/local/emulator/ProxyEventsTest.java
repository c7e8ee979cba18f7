package io.saasbricks.local.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyEventsTest {
  private static final EventSource SOURCE =
      new EventSource("123456789012", "localapi", "prod", Map.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                     | {}
          a=1                    | {a=1}
          a=1&b=2                | {a=1, b=2}
          a=1&a=2&a=1            | {a=1,2,1}
          a                      | {a=}
          a=                     | {a=}
          a=b=c                  | {a=b=c}
          %61=%20+b              | {a=  b}
          a+b=%2B                | {a b=+}
          a=%                    | {a=%}
          """)
  void queryIsDecodedAndItsRepeatedNamesAreJoined(String raw, String decoded) {
    assertThat(ProxyEvents.query(raw)).hasToString(decoded);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          host=example.com         | x-forwarded-port  | 80
          host=example.com:8080    | x-forwarded-port  | 8080
          host=x                   | x-forwarded-for   | 192.0.2.1
          x-forwarded-for=10.0.0.1 | x-forwarded-for   | 10.0.0.1, 192.0.2.1
          host=x                   | x-forwarded-proto | http
          x-amzn-trace-id=Root=1   | x-amzn-trace-id   | Root=1
          accept=a;accept=b        | accept            | a,b
          connection=close         | connection        |
          transfer-encoding=x      | transfer-encoding |
          cookie=a=1               | cookie            |
          content-length=99        | content-length    | 0
          """)
  void headersAreThoseThatApiGatewayPassesOn(String sent, String name, String value) {
    JsonNode header = event(sent).path("headers").path(name);
    assertThat(header.isMissingNode() ? null : header.asText()).isEqualTo(value);
  }

  @Test
  void traceIsMadeOfTheTimeAndTheSameForTheSameRequest() {
    String trace = event("host=x").path("headers").path("x-amzn-trace-id").asText();
    assertThat(trace).matches("Root=1-00000000-[0-9a-f]{24}");
    assertThat(event("host=x").path("headers").path("x-amzn-trace-id").asText()).isEqualTo(trace);
  }

  @Test
  void cookiesAreApartAndTheDomainIsThatOfTheHost() {
    JsonNode event = event("cookie=a=1; b=2;host=api.example.com:8080");
    assertThat(event.path("cookies").toString()).isEqualTo("[\"a=1\",\"b=2\"]");
    JsonNode context = event.path("requestContext");
    assertThat(context.path("domainName").asText()).isEqualTo("api.example.com");
    assertThat(context.path("domainPrefix").asText()).isEqualTo("api");
    assertThat(event("a=b").path("requestContext").path("domainName").asText())
        .isEqualTo("localhost");
  }

  @Test
  void authorizerIsAskedWithoutTheBodyAndToldTheRoute() {
    JsonNode request =
        new ProxyEvents(SOURCE).authorizerRequest(call(List.of(), "body"), List.of("token"));
    assertThat(request.path("type").asText()).isEqualTo("REQUEST");
    assertThat(request.path("routeArn").asText())
        .isEqualTo("arn:aws:execute-api:us-east-1:123456789012:localapi/prod/POST/a/b");
    assertThat(request.path("identitySource").toString()).isEqualTo("[\"token\"]");
    assertThat(request.has("body") || request.has("isBase64Encoded")).isFalse();
  }

  /** An event of a request whose headers are joined by semicolons without a space. */
  private static JsonNode event(String headers) {
    List<Header> list = new ArrayList<>();
    for (String header : headers.split(";(?! )", -1)) {
      String[] parts = header.split("=", 2);
      list.add(new Header(parts[0], parts[1]));
    }
    return new ProxyEvents(SOURCE).event(call(list, ""), MissingNode.getInstance());
  }

  private static Call call(List<Header> headers, String body) {
    var request = new LocalRequest("POST", "/a/b?c=d", headers, body.getBytes(UTF_8));
    return new Call(request, "/a/b", "POST /a/b", Map.of(), "192.0.2.1", "id", Instant.EPOCH);
  }
}
