package io.saasbricks.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {
  private static final HttpRequest REQUEST = HttpRequest.of("POST", "/chat");
  private static final JsonObject HELLO = JsonObject.builder().put("text", "a\nb").build();

  private static String body(HttpResponse response) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    response.stream().orElseThrow().writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void eventsAreWrittenByTheStandard() throws IOException {
    HttpResponse response =
        ServerSentEvents.answer(
            REQUEST,
            events -> {
              events.send("delta", HELLO);
              events.send("done", HELLO);
            });
    assertThat(response.headers().get("content-type")).contains("text/event-stream");
    assertThat(response.headers().get("cache-control")).contains("no-store");
    assertThat(body(response))
        .isEqualTo(
            "event: delta\ndata: {\"text\":\"a\\nb\"}\n\nevent: done\ndata: {\"text\":\"a\\nb\"}\n\n");
  }

  @Test
  void whatIsThrownOnTheWayIsALastEventThatLeaksNothing() throws IOException {
    HttpResponse response =
        ServerSentEvents.answer(
            REQUEST,
            events -> {
              events.send("delta", HELLO);
              throw new IllegalStateException("secret");
            });
    assertThat(body(response))
        .contains("event: error\ndata: {\"type\":\"https://saasbricks.io/problems/internal\"")
        .contains("\"status\":500")
        .contains("\"requestId\":\"local\"")
        .doesNotContain("secret");
  }

  @Test
  void aCallerWhoHasGoneIsNoErrorAndIsNoted() throws IOException {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("broken pipe");
          }
        };
    HttpRequest request = HttpRequest.of("POST", "/chat");
    HttpResponse response = ServerSentEvents.answer(request, events -> events.send("delta", HELLO));
    response.stream().orElseThrow().writeTo(broken);
    assertThat(request.facts().values()).containsEntry("callerGone", true);
  }

  @Test
  void aFrontDoorThatCannotStreamGetsTheBodyInOnePiece() {
    TestFunction function =
        new TestFunction(
            request -> ServerSentEvents.answer(request, events -> events.send("done", HELLO)));
    JsonObject answer = function.get("POST /chat");
    assertThat(answer.string("body")).startsWith("event: done\n");
    assertThat(answer.object("headers").string("content-type")).isEqualTo("text/event-stream");
  }

  @Test
  void eventsAreWantedWhereTheCallerAcceptsThemAndTheFrontDoorStreams() {
    assertThat(request("text/event-stream, application/json", InvokeMode.RESPONSE_STREAM))
        .matches(HttpRequest::wantsEvents);
    assertThat(request("application/json", InvokeMode.RESPONSE_STREAM))
        .matches(request -> !request.wantsEvents());
    assertThat(request("text/event-stream", InvokeMode.BUFFERED))
        .matches(request -> !request.wantsEvents());
    assertThat(HttpRequest.of("GET", "/").wantsEvents()).isFalse();
  }

  private static HttpRequest request(String accept, InvokeMode mode) {
    HttpRequest.Parts parts = REQUEST.parts();
    return HttpRequest.of(
            new HttpRequest.Parts(
                parts.method(),
                parts.route(),
                parts.path(),
                parts.pathParameters(),
                parts.query(),
                Headers.none().with("accept", accept),
                parts.cookies(),
                parts.body(),
                parts.sourceIp(),
                parts.requestId(),
                parts.authorizer(),
                parts.deadline()))
        .in(new Invocation(Optional.empty(), 512, true, mode));
  }

  @Test
  void anActionRunsOnceTheBodyIsWritten() throws IOException {
    List<String> order = new ArrayList<>();
    HttpResponse response =
        ServerSentEvents.answer(REQUEST, events -> order.add("body"))
            .whenWritten(() -> order.add("first"))
            .with("a", "b")
            .whenWritten(() -> order.add("second"));
    assertThat(order).isEmpty();
    body(response);
    assertThat(order).containsExactly("body", "first", "second");
    HttpResponse.empty(204).whenWritten(() -> order.add("at once"));
    assertThat(order).contains("at once");
  }

  @Test
  void aBodyThatIsStillToBeWrittenCannotBeRead() {
    HttpResponse response = ServerSentEvents.answer(REQUEST, events -> {});
    assertThatThrownBy(response::body).isInstanceOf(IllegalStateException.class);
  }
}
