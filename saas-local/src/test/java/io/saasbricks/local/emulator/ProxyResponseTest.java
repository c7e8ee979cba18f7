package io.saasbricks.local.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyResponseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"statusCode": 100}                                                | 100 ''
          {"statusCode": 599, "body": null}                                  | 599 ''
          {"statusCode": "201", "body": "é"}                                 | 201 é
          {"statusCode": 200, "body": "aMOp", "isBase64Encoded": true}       | 200 hé
          {"statusCode": 200, "isBase64Encoded": true}                       | 200 ''
          {"status": 500}                                                    | 200 {"status": 500}
          [1]                                                                | 200 [1]
          "text"                                                             | 200 "text"
          {"statusCode": 99}                                                 | unreadable
          {"statusCode": 600}                                                | unreadable
          {"statusCode": "ok"}                                               | unreadable
          {"statusCode": 200, "body": {}}                                    | unreadable
          {"statusCode": 200, "body": 5}                                     | unreadable
          {"statusCode": 200, "body": "?", "isBase64Encoded": true}          | unreadable
          not json                                                           | unreadable
          """)
  void outputIsReadAsApiGatewayDoes(String output, String expected) throws IOException {
    Optional<LocalResponse> answer = ProxyResponse.read(output.getBytes(UTF_8));
    assertThat(answer.isPresent() ? described(answer.get()) : "unreadable")
        .isEqualTo(expected.replace("''", ""));
  }

  private static String described(LocalResponse answer) throws IOException {
    var body = new ByteArrayOutputStream();
    answer.body().writeTo(body);
    return answer.status() + " " + body.toString(UTF_8);
  }

  @Test
  void headersAreInLowerCaseWithoutThoseOfTheConnectionAndCookiesComeLast() {
    String output =
        """
        {"statusCode": 200, "cookies": ["a=1", "b=2"], "headers": {
          "X-One": "1", "X-Two": 2, "X-List": ["no"], "Connection": "close", "Content-Length": "9",
          "Transfer-Encoding": "chunked", "Keep-Alive": "timeout=5"}}
        """;
    assertThat(ProxyResponse.read(output.getBytes(UTF_8)).orElseThrow().headers())
        .containsExactly(
            new Header("x-one", "1"),
            new Header("x-two", "2"),
            new Header("set-cookie", "a=1"),
            new Header("set-cookie", "b=2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"statusCode": 200, "body": "x"}                                            | text/plain;charset=UTF-8
          {"statusCode": 200, "body": ""}                                             |
          {"statusCode": 200, "body": "x", "headers": {"CONTENT-TYPE": "image/png"}}  | image/png
          {"a": 1}                                                                    | application/json
          """)
  void bodyHasAType(String output, String type) {
    LocalResponse answer = ProxyResponse.read(output.getBytes(UTF_8)).orElseThrow();
    assertThat(answer.header("content-type")).isEqualTo(Optional.ofNullable(type));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                   | 200
          {"statusCode": 404}  | 404
          {"statusCode": 0}    |
          []                   |
          """)
  void preludeIsAnAnswerOf200UnlessItSaysOtherwise(String prelude, Integer status)
      throws IOException {
    assertThat(
            ProxyResponse.readPrelude(new ObjectMapper().readTree(prelude))
                .map(LocalResponse::status))
        .isEqualTo(Optional.ofNullable(status));
  }
}
