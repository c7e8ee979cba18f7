package io.saasbricks.local.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Routes of an HTTP API whose function writes a stream, which only the emulator passes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpApiStreamTest {
  private static final String TEMPLATE =
      """
      Resources:
        Stream:
          Type: AWS::Serverless::Function
          Properties:
            Handler: io.saasbricks.local.emulator.StreamHandler
            Events: {E: {Type: HttpApi, Properties: {Path: "/{any+}", Method: get}}}
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private Emulator emulator;

  @BeforeAll
  void start() {
    emulator = Emulator.builder(Template.parse(TEMPLATE, Map.of())).start();
  }

  @AfterAll
  void stop() {
    emulator.close();
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create(emulator.uri() + path)).build();
  }

  @Test
  void aStreamReachesTheCallerWhileTheFunctionStillWrites() throws Exception {
    HttpResponse<InputStream> answer = client.send(get("/paced"), BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
    try (InputStream body = answer.body()) {
      assertThat(new String(body.readNBytes(6), UTF_8)).isEqualTo("first ");
      StreamHandler.PERMITS.release();
      assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo("second");
    }
  }

  @Test
  void aPreludeMayComeInAnyPieces() throws Exception {
    assertThat(client.send(get("/bytewise"), BodyHandlers.ofString()).body()).isEqualTo("body");
  }

  @Test
  void outputWithoutAPreludeIsAnAnswerInOnePiece() throws Exception {
    HttpResponse<String> answer = client.send(get("/raw"), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("Internal Server Error");
  }

  @Test
  void aFunctionThatFailsIs500OrCutsItsStream() throws Exception {
    assertThat(client.send(get("/early"), BodyHandlers.ofString()).statusCode()).isEqualTo(500);
    assertThatThrownBy(() -> client.send(get("/midway"), BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
  }

  /** A caller who goes, and what the function notices of it. */
  @Test
  void aFunctionWhoseCallerHasGoneCannotWrite() throws Exception {
    HttpResponse<InputStream> answer = client.send(get("/endless"), BodyHandlers.ofInputStream());
    answer.body().close();
    assertThat(StreamHandler.ENDED.get()).isEqualTo("the caller has gone");
  }
}
