package io.saasbricks.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardTest {
  private final List<LocalRequest> received = Collections.synchronizedList(new ArrayList<>());
  private LocalServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        LocalServer.start(
            request -> {
              received.add(request);
              return LocalResponse.json(418, "{\"a\":1}").with("x-two", "1").with("x-two", "2");
            });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void methodHeadersAndBodyArePassedOnButWhatBelongsToTheConnection() {
    List<Header> headers =
        List.of(
            new Header("host", "front"),
            new Header("connection", "close"),
            new Header("content-length", "99"),
            new Header("transfer-encoding", "chunked"),
            new Header("expect", "100-continue"),
            new Header("upgrade", "h2c"),
            new Header("x-amz-target", "DynamoDB_20120810.GetItem"),
            new Header("x-two", "1"),
            new Header("x-two", "2"));
    new Forward(server.uri())
        .handle(new LocalRequest("PATCH", "/", headers, "body".getBytes(UTF_8)));
    LocalRequest arrived = received.get(0);
    assertThat(arrived.method()).isEqualTo("PATCH");
    assertThat(arrived.text()).isEqualTo("body");
    assertThat(arrived.header("host")).contains("127.0.0.1:" + server.port());
    assertThat(arrived.header("content-length")).contains("4");
    assertThat(arrived.header("x-amz-target")).contains("DynamoDB_20120810.GetItem");
    assertThat(arrived.header("x-two")).contains("1,2");
    for (String name : List.of("connection", "transfer-encoding", "expect", "upgrade")) {
      assertThat(arrived.header(name)).as(name).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'',    /,           /",
    "'',    /a%20b?c=%26, /a%20b?c=%26",
    "/,     /a,          /a",
    "/base, /a,          /base/a",
    "'',    //elsewhere/x, //elsewhere/x"
  })
  void pathAndQueryArePassedOnAsSent(String base, String sent, String arrived) {
    new Forward(URI.create(server.uri() + base)).handle(get(sent));
    String query = received.get(0).rawQuery().isEmpty() ? "" : "?" + received.get(0).rawQuery();
    assertThat(received.get(0).rawPath() + query).isEqualTo(arrived);
  }

  @Test
  void answerComesBackWithStatusHeadersAndBody() throws IOException {
    LocalResponse answer = new Forward(server.uri()).handle(get("/"));
    assertThat(answer.status()).isEqualTo(418);
    assertThat(answer.headers())
        .containsExactlyInAnyOrder(
            new Header("content-type", "application/json"),
            new Header("x-two", "1"),
            new Header("x-two", "2"));
    var body = new ByteArrayOutputStream();
    answer.body().writeTo(body);
    assertThat(body.toString(UTF_8)).isEqualTo("{\"a\":1}");
  }

  @Test
  void serverThatDoesNotAnswerIsNamed() {
    URI address = server.uri();
    server.close();
    assertThatThrownBy(() -> new Forward(address).handle(get("/")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(address + " does not answer");
  }

  private static LocalRequest get(String target) {
    return new LocalRequest("GET", target, List.of(), new byte[0]);
  }
}
