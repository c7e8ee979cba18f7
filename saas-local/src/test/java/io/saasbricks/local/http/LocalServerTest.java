package io.saasbricks.local.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalServerTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private LocalServer server;

  @BeforeEach
  void start() throws IOException {
    server = LocalServer.start(0, new LocalServer.Limits(1_000, 5_000), LocalServerTest::answer);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static LocalResponse answer(LocalRequest request) {
    return switch (request.rawPath()) {
      case "/stream" ->
          LocalResponse.streaming(
              200,
              List.of(),
              out -> {
                out.write("one".getBytes(UTF_8));
                out.flush();
                out.write(new byte[0]);
                out.write('2');
              });
      case "/cut" ->
          LocalResponse.streaming(
              200,
              List.of(),
              out -> {
                out.write("half".getBytes(UTF_8));
                out.flush();
                throw new IOException("broken off");
              });
      case "/bug" -> throw new IllegalStateException("broken on purpose");
      case "/empty" -> LocalResponse.empty(204);
      case "/forged" -> LocalResponse.empty(200).with("x-value", "a\r\nset-cookie: b");
      default -> LocalResponse.of(200, List.of(), describe(request).getBytes(UTF_8));
    };
  }

  private static String describe(LocalRequest request) {
    String headers =
        request.headers().stream()
            .map(header -> header.name() + "=" + header.value())
            .collect(Collectors.joining(";"));
    return request.method()
        + "|"
        + request.rawPath()
        + "|"
        + request.rawQuery()
        + "|"
        + headers
        + "|"
        + request.text();
  }

  @Test
  void requestArrivesWithItsMethodTargetHeadersAndBody() throws Exception {
    String answer =
        raw("PATCH /a%20b|c?d=%20 HTTP/1.1\r\nX-One: 1 \r\nx-one:2\r\nContent-Length: 2\r\n\r\nhi");
    assertThat(answer).endsWith("PATCH|/a%20b|c|d=%20|x-one=1;x-one=2;content-length=2|hi");
  }

  @Test
  void headersOfOneNameAreJoinedByCommas() {
    var request =
        new LocalRequest(
            "GET", "/", List.of(new Header("a", "1"), new Header("a", "2")), new byte[0]);
    assertThat(request.header("a")).contains("1,2");
    assertThat(request.header("b")).isEmpty();
  }

  @Test
  void chunkedRequestBodyIsPutTogether() throws Exception {
    String answer =
        raw(
            String.join(
                "\r\n",
                "POST / HTTP/1.1",
                "Transfer-Encoding: chunked",
                "",
                "3;x=y",
                "abc",
                "a",
                "0123456789",
                "0",
                "Trailer: t",
                "",
                ""));
    assertThat(answer).endsWith("|abc0123456789");
  }

  @Test
  void connectionCarriesOneRequestAfterTheOther() throws Exception {
    String answer =
        raw(
            "GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\nConnection: close\r\n\r\nGET /3 HTTP/1.1\r\n\r\n");
    assertThat(answer).contains("GET|/1", "GET|/2").doesNotContain("/3");
  }

  @Test
  void clientThatExpectsToContinueIsToldTo() throws Exception {
    String answer = raw("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx");
    assertThat(answer).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK");
  }

  @Test
  void headGetsTheLengthWithoutTheBody() throws Exception {
    assertThat(raw("HEAD /x HTTP/1.1\r\n\r\n"))
        .contains("content-length: 10\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void headOfTooManyBytesIs431() throws Exception {
    assertThat(raw("GET / HTTP/1.1\r\nX: " + "x".repeat(1_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ")
        .endsWith("{\"message\":\"Request Header Fields Too Large\"}");
  }

  @Test
  void headOfJustTheLimitIsAccepted() throws Exception {
    String line = "GET / HTTP/1.1\r\n";
    String header = "X: " + "x".repeat(1_000 - line.length() - 5) + "\r\n";
    assertThat(raw(line + header + "\r\n")).startsWith("HTTP/1.1 200 ");
    assertThat(raw(line + "X" + header + "\r\n")).startsWith("HTTP/1.1 431 ");
  }

  @Test
  void bodyOfTooManyBytesIs413() throws Exception {
    HttpResponse<String> answer = post("/", "x".repeat(5_001));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(post("/", "x".repeat(5_000)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /\r\n\r\n",
        "nonsense\r\n\r\n",
        "GET http://elsewhere/ HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\nx",
        "POST / HTTP/1.1\r\nContent-Length: 0x1\r\n\r\nx",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx",
        "POST / HTTP/1.1\r\nContent-Length: 18446744073709551615\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        "GET / HTTP/1.1\r\n: no name\r\n\r\n",
        "GET / SPDY/1\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
      })
  void malformedRequestIs400(String request) throws Exception {
    assertThat(raw(request)).startsWith("HTTP/1.1 400 ").contains("connection: close");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET / HTTP/1.1",
        "DELETE / HTTP/1.1\r\n",
        "DELETE / HTTP/1.1\r\nHost: x\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
      })
  void requestOfAClientThatLeavesInTheMiddleIsNotMade(String begun) throws Exception {
    assertThat(raw(begun)).isEmpty();
  }

  @Test
  void clientMayWaitForThePermissionToContinue() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      send(socket, "POST / HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n");
      String permission = "HTTP/1.1 100 Continue\r\n\r\n";
      assertThat(socket.getInputStream().readNBytes(permission.length()))
          .isEqualTo(permission.getBytes(ISO_8859_1));
      send(socket, "x");
      assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
    }
  }

  @Test
  void trailersEndWithTheirRequest() throws Exception {
    String chunked =
        "POST /1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: 1\r\nB: 2\r\n\r\n";
    assertThat(raw(chunked + "GET /2 HTTP/1.1\r\n\r\n")).contains("POST|/1||", "GET|/2||");
  }

  @Test
  void chunksOfTooManyBytesTogetherAre413() throws Exception {
    String chunk = "9c4\r\n" + "x".repeat(0x9c4) + "\r\n";
    String head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    assertThat(raw(head + chunk + chunk + "0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
    assertThat(raw(head + chunk + chunk + "1\r\nx\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 413 ")
        .endsWith("{\"message\":\"Request Entity Too Large\"}");
  }

  @Test
  void streamIsSentInTheChunksWritten() throws Exception {
    assertThat(raw("GET /stream HTTP/1.1\r\n\r\n"))
        .contains("transfer-encoding: chunked")
        .endsWith("\r\n\r\n3\r\none\r\n1\r\n2\r\n0\r\n\r\n");
  }

  @Test
  void streamThatBreaksOffIsNotMistakenForComplete() {
    assertThatThrownBy(() -> CLIENT.send(get("/cut"), BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void exceptionOfTheHandlerIs500() throws Exception {
    assertThat(CLIENT.send(get("/bug"), BodyHandlers.ofString()).statusCode()).isEqualTo(500);
  }

  @Test
  void answerWithoutContentHasNeitherLengthNorBody() throws Exception {
    assertThat(raw("GET /empty HTTP/1.1\r\n\r\n")).isEqualTo("HTTP/1.1 204 No Content\r\n\r\n");
  }

  @Test
  void lineBreakInAHeaderValueForgesNoHeader() throws Exception {
    assertThat(raw("GET /forged HTTP/1.1\r\n\r\n")).contains("x-value: a  set-cookie: b\r\n");
  }

  @Test
  void limitsThatRefuseEverythingAndPortsThatDoNotExistAreRefused() {
    assertThatThrownBy(() -> new LocalServer.Limits(0, 1))
        .hasMessage("limits must be positive: 0, 1 bytes");
    assertThatThrownBy(() -> new LocalServer.Limits(1, -1))
        .hasMessage("limits must be positive: 1, -1 bytes");
    assertThatThrownBy(
            () ->
                LocalServer.start(
                    65_536, LocalServer.Limits.HTTP_API, request -> LocalResponse.empty(204)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void busyPortIsReported() {
    assertThatThrownBy(
            () ->
                LocalServer.start(
                    server.port(),
                    LocalServer.Limits.HTTP_API,
                    request -> LocalResponse.empty(200)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void closingCutsConnectionsThatWaitForTheirNextRequest() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      send(socket, "HEAD / HTTP/1.1\r\n\r\n");
      assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
      server.close();
      assertThat(socket.getInputStream().readAllBytes()).asString().endsWith("\r\n\r\n");
    }
  }

  @Test
  void portIsFreeOnceTheServerIsClosed() throws IOException {
    server.close();
    LocalServer.start(
            server.port(), LocalServer.Limits.HTTP_API, request -> LocalResponse.empty(204))
        .close();
  }

  @Test
  void closedServerAnswersNobody() {
    server.close();
    assertThatThrownBy(() -> CLIENT.send(get("/"), BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create(server.uri() + path)).build();
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.uri() + path)).POST(BodyPublishers.ofString(body));
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /**
   * What comes back for these bytes until the server, told that no more will follow, ends the
   * connection.
   */
  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(ISO_8859_1));
      out.flush();
      socket.shutdownOutput();
      var answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(UTF_8);
    }
  }
}
