package io.saasbricks.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import io.saasbricks.core.net.TransportException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RehearsalTest {
  private static final int LARGE = 16 << 20;
  private static final Duration LONG = Duration.ofSeconds(10);

  private final Transport transport = Transport.http(InstantSource.system());
  private final List<String> heard = new ArrayList<>();

  @Test
  void theHandlerGetsTheRecordedAnswersInTheirOrderWhoeverItAsks() {
    int status =
        rehearsal("{\"answer\":1}", "{\"answer\":\"zwei ä\"}")
            .play(
                stage ->
                    request -> {
                      heard.add(request.parts().route());
                      heard.add(ask(stage.resolve("/dynamodb"), "{\"TableName\":\"täble\"}"));
                      heard.add(ask(stage.resolve("/openai/v1/chat"), ""));
                      return HttpResponse.empty(201);
                    });

    assertThat(status).isEqualTo(201);
    assertThat(heard)
        .containsExactly("POST /chat", "200 {\"answer\":1}", "200 {\"answer\":\"zwei ä\"}");
  }

  @Test
  void aStreamedAnswerIsWrittenToItsEnd() {
    int status =
        rehearsal()
            .play(
                stage ->
                    request -> HttpResponse.streaming("text/plain", body -> heard.add("written")));
    assertThat(status).isEqualTo(200);
    assertThat(heard).containsExactly("written");
  }

  @Test
  void whatIsNotInTheRecordingIs404() {
    int status =
        rehearsal()
            .play(
                stage ->
                    request -> {
                      heard.add(ask(stage, "{}"));
                      return HttpResponse.empty(200);
                    });
    assertThat(status).isEqualTo(200);
    assertThat(heard).containsExactly("404 ");
  }

  @Test
  void aFailureEndsTheRehearsalWithAProblemAndNotTheDeployment() {
    int status =
        rehearsal()
            .play(
                stage -> {
                  throw new IllegalStateException("wired wrongly");
                });
    assertThat(status).isEqualTo(500);
  }

  @Test
  void nobodyListensAfterwardsAndTheThreadHasEnded() {
    List<URI> addresses = new ArrayList<>();
    rehearsal()
        .play(
            stage -> {
              addresses.add(stage);
              return request -> HttpResponse.empty(200);
            });
    assertThatThrownBy(() -> ask(addresses.get(0), "{}")).isInstanceOf(TransportException.class);
    assertThat(threads()).isEmpty();
  }

  @Test
  void aRequestOfAnySizeIsReadToItsEnd() {
    int status =
        rehearsal("{\"answer\":1}")
            .play(
                stage ->
                    request -> {
                      heard.add(ask(stage, "x".repeat(LARGE)));
                      return HttpResponse.empty(200);
                    });
    assertThat(status).isEqualTo(200);
    assertThat(heard).containsExactly("200 {\"answer\":1}");
  }

  @Test
  void itEndsWithItsThreadWhichHoldsNoProcessUp() throws Exception {
    CompletableFuture<Socket> halfSent = new CompletableFuture<>();
    Thread playing = new Thread(() -> play(halfSent));
    playing.setDaemon(false);
    playing.start();
    try (Socket socket = halfSent.join()) {
      assertThat(socket.isConnected()).isTrue();
      assertThat(threads()).singleElement().matches(Thread::isDaemon);
      while (playing.getState() == Thread.State.RUNNABLE) {
        Thread.onSpinWait();
      }
      assertThat(playing.isAlive()).as("waits for what is under way").isTrue();
    }
    playing.join();
    assertThat(threads()).isEmpty();
  }

  @Test
  void anInterruptionIsNotForgotten() throws Exception {
    CompletableFuture<Socket> halfSent = new CompletableFuture<>();
    Thread.currentThread().interrupt();
    play(halfSent);
    assertThat(Thread.interrupted()).isTrue();
    List<Thread> left = threads();
    halfSent.join().close();
    for (Thread thread : left) {
      thread.join();
    }
  }

  /** Plays to a handler that leaves a request half sent. */
  private static void play(CompletableFuture<Socket> halfSent) {
    int status =
        rehearsal()
            .play(
                stage -> {
                  halfSent.complete(halfSent(stage));
                  return request -> HttpResponse.empty(200);
                });
    assertThat(status).isEqualTo(200);
  }

  /** All but the last byte of a request too large for the buffers between, so it is being read. */
  private static Socket halfSent(URI stage) {
    try {
      Socket socket = new Socket(stage.getHost(), stage.getPort());
      String head = "POST / HTTP/1.1\r\nContent-Length: " + LARGE + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(new byte[LARGE - 1]);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("rehearsal"))
        .toList();
  }

  @Test
  void aRecordingWithoutAnEventIsRefused() {
    assertThatThrownBy(() -> Rehearsal.of(Json.object("{\"answers\":[]}")))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("event");
  }

  private static Rehearsal rehearsal(String... answers) {
    return Rehearsal.of(
        JsonObject.builder()
            .put("event", Json.object(TestFunction.event("POST /chat")))
            .put("answers", List.of(answers).stream().map(Json::object).toList())
            .build());
  }

  private String ask(URI address, String body) {
    OutboundRequest request =
        OutboundRequest.post(address, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    try (OutboundResponse response = transport.send(request, Deadline.in(LONG, System::nanoTime))) {
      return response.status() + " " + new String(response.bytes(1_000), StandardCharsets.UTF_8);
    }
  }
}
