package io.saasbricks.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.http.LocalServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  private static final String TEMPLATE = "src/test/resources/templates/small.yaml";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --port 1                            | --template is missing; usage: --template
          --template                          | --template is not understood; usage: --template
          --nonsense x                        | --nonsense is not understood; usage: --template
          --template no/such.yaml             | cannot read no/such.yaml
          --template x --port many            | --port must be 0 to 65535: many
          --template x --port 65536           | --port must be 0 to 65535: 65536
          --template x --web no/such/folder   | --web must be a folder: no/such/folder
          """)
  void whatKeepsItFromStartingIsOneLine(String arguments, String message) {
    assertThat(start(arguments.split(" "))).isFalse();
    assertThat(err.toString(UTF_8)).startsWith(message).hasLineCount(1);
  }

  @Test
  void busyPortIsOneLine() throws IOException {
    try (var other = LocalServer.start(request -> LocalResponse.empty(200))) {
      assertThat(start("--template", TEMPLATE, "--port", "" + other.port())).isFalse();
      assertThat(err.toString(UTF_8))
          .startsWith("port " + other.port() + " cannot be bound")
          .hasLineCount(1);
    }
  }

  private boolean start(String... arguments) {
    return Main.start(
        arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), () -> 0);
  }
}
