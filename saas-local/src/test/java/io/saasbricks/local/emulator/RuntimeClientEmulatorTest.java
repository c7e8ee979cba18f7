package io.saasbricks.local.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same under AWS's own runtime interface client, one JVM per instance. */
class RuntimeClientEmulatorTest extends EmulatorContract {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @Override
  EmulatorBuilder configure(EmulatorBuilder builder) {
    return builder.runtimeInterfaceClient();
  }

  /** Ends its own process on {@code halt}, in the middle of the event. */
  public static final class Mortal implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      if (new String(input.readAllBytes(), UTF_8).contains("halt")) {
        Runtime.getRuntime().halt(3);
      }
      output.write("{}".getBytes(UTF_8));
    }
  }

  @Test
  void functionWhoseProcessEndsFailsAtOnceAndHasANewOneForTheNextEvent() throws Exception {
    String yaml =
        """
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties:
              Handler: io.saasbricks.local.emulator.RuntimeClientEmulatorTest$Mortal
              Timeout: 900
        """;
    var builder = Emulator.builder(Template.parse(yaml, Map.of())).runtimeInterfaceClient();
    try (var emulator = builder.start()) {
      assertThat(invoke(emulator, "{\"event\": \"halt\"}")).isEqualTo(500);
      assertThat(invoke(emulator, "{\"event\": \"live\"}")).isEqualTo(200);
    }
  }

  private static int invoke(Emulator emulator, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(emulator.uri().resolve("/_local/invoke/F"))
            .timeout(Duration.ofMinutes(1))
            .POST(BodyPublishers.ofString(body));
    return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  @Test
  void handlerThatCannotBeMadeStopsTheStart() {
    String yaml =
        """
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties: {Handler: io.saasbricks.local.emulator.EmulatorStartTest$Broken}
        """;
    var builder = Emulator.builder(Template.parse(yaml, Map.of())).runtimeInterfaceClient();
    assertThatThrownBy(builder::start)
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("of function F cannot start")
        .hasMessageContaining("no secret");
  }
}
