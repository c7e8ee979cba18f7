package io.saasbricks.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.http.LocalServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
          --template x --web                  | --web is not understood; usage: --template
          --template TEMPLATE --parameter P=1 | TEMPLATE: Parameters: none is called P
          """)
  void whatKeepsItFromStartingIsOneLine(String arguments, String message) {
    assertThat(start(arguments.replace("TEMPLATE", TEMPLATE).split(" "))).isFalse();
    assertThat(err.toString(UTF_8))
        .startsWith(message.replace("TEMPLATE", TEMPLATE))
        .hasLineCount(1);
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

  /** As a user has it: the command runs until it is killed, and takes its DynamoDB Local along. */
  @Test
  void commandServesUntilItIsKilled() throws Exception {
    Process command = command("--template", TEMPLATE, "--port", "0");
    List<ProcessHandle> children;
    try (BufferedReader lines = command.inputReader(UTF_8)) {
      List<String> said = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.contains("ready: ")) {
          break;
        }
      }
      assertThat(said).first().asString().endsWith("1 tables in " + TEMPLATE);
      assertThat(said).last().asString().matches(" *\\d+ ms  ready: http://127.0.0.1:\\d+/");
      children = command.descendants().toList();
      assertThat(children).isNotEmpty();
    } finally {
      command.destroyForcibly().waitFor();
    }
    for (ProcessHandle child : children) {
      assertThat(child.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    }
  }

  @Test
  void commandThatCannotStartEndsWithStatusOne() throws Exception {
    Process command = command("--template", "no/such.yaml");
    assertThat(command.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(command.exitValue()).isEqualTo(1);
    assertThat(command.errorReader(UTF_8).lines()).contains("cannot read no/such.yaml");
  }

  private static Process command(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsaasbricks.repository=" + System.getProperty("saasbricks.repository"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private boolean start(String... arguments) {
    return Main.start(
        arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), () -> 0);
  }
}
