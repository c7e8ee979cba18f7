package io.saasbricks.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbLocalServerTest {

  @Test
  void startsAnswersAndStops() throws Exception {
    DynamoDbLocal server = DynamoDbLocal.start();
    try (server;
        DynamoDbClient client = server.client()) {
      StandardTable.create(client, "cart");
      assertThat(client.listTables().tableNames()).containsExactly("cart");
      assertThat(client.describeTimeToLive(request -> request.tableName("cart")))
          .extracting(answer -> answer.timeToLiveDescription().attributeName())
          .isEqualTo("ttl");
    }
    ProcessHandle.of(server.processId()).ifPresent(process -> process.onExit().join());
    server.close();
    assertThat(ProcessHandle.of(server.processId())).isEmpty();
  }

  @Test
  void sharesOneServer() {
    assertThat(DynamoDbLocal.shared()).isSameAs(DynamoDbLocal.shared());
  }

  @Test
  void childEndsWhenItsParentIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsaasbricks.repository=" + System.getProperty("saasbricks.repository"),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName())
            .start();
    long child = Long.parseLong(parent.inputReader().readLine());
    ProcessHandle server = ProcessHandle.of(child).orElseThrow();
    parent.destroyForcibly().waitFor();
    assertThat(server.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
  }

  /** A JVM that starts a server, tells its process id and waits to be killed. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws IOException {
      System.out.println(DynamoDbLocal.start().processId());
      System.in.read();
    }
  }

  @Test
  void failedStartTellsWhatTheServerWrote() {
    DynamoDbLocalJars withoutServer =
        new DynamoDbLocalJars(
            DynamoDbLocalJars.find().files().stream()
                .filter(file -> !file.toString().contains("DynamoDBLocal"))
                .toList());
    assertThatThrownBy(() -> DynamoDbLocal.start(withoutServer))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DynamoDB Local did not start")
        .hasMessageContaining("ClassNotFoundException");
  }

  @Test
  void missingJarsAreNamedWithTheCommandThatFetchesThem(@TempDir Path empty) {
    assertThatThrownBy(() -> DynamoDbLocalJars.in(empty))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(empty.toString())
        .hasMessageContaining(
            "mvn dependency:get -Dartifact=software.amazon.dynamodb:DynamoDBLocal:3.1.0");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          Linux,      linux-amd64-1.0.392.so
          Mac OS X,   osx-1.0.392.dylib
          Windows 11, x64-1.0.392.dll
          """)
  void nativeLibraryFitsTheOperatingSystem(String system, String suffix) {
    assertThat(DynamoDbLocalJars.nativeSuffix(system)).isEqualTo(suffix);
    List<Path> files = DynamoDbLocalJars.find().files();
    assertThat(files).anyMatch(file -> file.toString().endsWith(suffix));
  }
}
