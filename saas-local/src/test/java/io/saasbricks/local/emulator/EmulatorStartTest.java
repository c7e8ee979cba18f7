package io.saasbricks.local.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.http.LocalServer;
import io.saasbricks.local.iam.Access;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmulatorStartTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** A handler that cannot be made. */
  public static final class Broken implements RequestStreamHandler {
    public Broken() {
      throw new IllegalStateException("no secret");
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {}
  }

  /** A handler nobody else can make. */
  public static final class Hidden implements RequestStreamHandler {
    Hidden() {}

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {}
  }

  /** A handler that waits until it is let go. */
  public static final class Waiting implements RequestStreamHandler {
    static final CountDownLatch RELEASE = new CountDownLatch(1);

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      try {
        RELEASE.await();
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      }
      output.write("{}".getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no.such.Handler    | handler no.such.Handler of function F is not on the class path
          java.lang.String   | handler java.lang.String of function F does not implement RequestStreamHandler
          io.saasbricks.local.emulator.EmulatorStartTest$Hidden | of function F has no public constructor
          io.saasbricks.local.emulator.EmulatorStartTest$Broken | of function F cannot be constructed: java.lang.IllegalStateException: no secret
          """)
  void handlerThatCannotBeMadeStopsTheStart(String handler, String message) {
    assertThatThrownBy(() -> Emulator.builder(template(handler, "")).start())
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining(message);
  }

  @Test
  void busyPortStopsTheStart() throws IOException {
    try (var other = LocalServer.start(request -> LocalResponse.empty(200))) {
      assertThatThrownBy(
              () ->
                  Emulator.builder(template(EchoHandler.class.getName(), ""))
                      .port(other.port())
                      .start())
          .hasMessageContaining("port " + other.port() + " cannot be bound");
    }
  }

  @Test
  void portIsFreeAgainAfterAStartThatFailed() throws IOException {
    int port;
    try (var other = LocalServer.start(request -> LocalResponse.empty(200))) {
      port = other.port();
    }
    assertThatThrownBy(() -> Emulator.builder(template("no.such.Handler", "")).port(port).start())
        .hasMessageContaining("not on the class path");
    LocalServer.start(port, LocalServer.Limits.HTTP_API, request -> LocalResponse.empty(200))
        .close();
  }

  @Test
  void functionSlowerThanTheApiIs503() throws Exception {
    Template template =
        template(Waiting.class.getName(), ", Events: {E: {Type: HttpApi}}, Timeout: 60");
    try (var emulator =
        Emulator.builder(template).integrationTimeout(Duration.ofMillis(50)).start()) {
      HttpResponse<String> answer = get(emulator.uri().resolve("/slow"));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    } finally {
      Waiting.RELEASE.countDown();
    }
  }

  @Test
  void namedStagePrefixesEveryPath() throws Exception {
    Template template =
        Template.parse(
            """
            Globals: {HttpApi: {StageName: prod}}
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: io.saasbricks.local.emulator.EchoHandler
                  Events: {E: {Type: HttpApi, Properties: {Path: /x, Method: get}}}
            """,
            Map.of());
    try (var emulator = Emulator.builder(template).start()) {
      assertThat(get(emulator.uri().resolve("/prod/x")).body())
          .contains("\"rawPath\":\"/prod/x\"", "\"stage\":\"prod\"", "\"routeKey\":\"GET /x\"");
      assertThat(get(emulator.uri().resolve("/x")).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void filesAreServedWhereNoRouteMatches(@TempDir Path web) throws Exception {
    Files.writeString(web.resolve("index.html"), "home");
    Template template =
        template(
            EchoHandler.class.getName(),
            ", Events: {E: {Type: HttpApi, Properties: {Path: /api, Method: get}}}");
    try (var emulator = Emulator.builder(template).web(web).start()) {
      assertThat(get(emulator.uri().resolve("/")).body()).isEqualTo("home");
      assertThat(get(emulator.uri().resolve("/api")).body()).contains("rawPath");
      assertThat(get(emulator.uri().resolve("/nope")).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void longestMountTakesTheRequest() throws Exception {
    try (var emulator =
        Emulator.builder(template(EchoHandler.class.getName(), ""))
            .mount("/m", request -> LocalResponse.json(200, "outer " + request.rawPath()))
            .mount("/m/n", request -> LocalResponse.json(200, "inner " + request.rawPath()))
            .start()) {
      assertThat(get(emulator.uri().resolve("/m/x")).body()).isEqualTo("outer /x");
      assertThat(get(emulator.uri().resolve("/m/n/x")).body()).isEqualTo("inner /x");
      assertThat(get(emulator.uri().resolve("/m/n")).body()).isEqualTo("inner /");
      assertThat(get(emulator.uri().resolve("/mm")).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void optionThatNoEmulatorCanHaveIsRefused() {
    EmulatorBuilder builder = Emulator.builder(template(EchoHandler.class.getName(), ""));
    assertThatThrownBy(() -> builder.port(-1)).hasMessage("a port must be from 0 to 65535: -1");
    assertThatThrownBy(() -> builder.port(65_536))
        .hasMessage("a port must be from 0 to 65535: 65536");
    assertThatThrownBy(() -> builder.mount("m", request -> LocalResponse.empty(204)))
        .hasMessage("a prefix is like /_local/openai: m");
    assertThatThrownBy(() -> builder.mount("/m/", request -> LocalResponse.empty(204)))
        .hasMessage("a prefix is like /_local/openai: /m/");
    assertThatThrownBy(() -> builder.integrationTimeout(Duration.ZERO))
        .hasMessage("the time to wait must be positive: PT0S");
  }

  @Test
  void tablesAreCreatedBeforeTheFirstInstance() throws Exception {
    List<String> calls = Collections.synchronizedList(new ArrayList<>());
    try (var dynamoDb =
        LocalServer.start(
            request -> {
              calls.add(request.header("x-amz-target").orElse("") + " " + request.text());
              return LocalResponse.json(200, "{}");
            })) {
      List<String> progress = new ArrayList<>();
      Emulator.builder(tableTemplate())
          .dynamoDb(dynamoDb::uri)
          .progress(progress::add)
          .start()
          .close();
      assertThat(calls)
          .satisfiesExactly(
              create ->
                  assertThat(create)
                      .startsWith("DynamoDB_20120810.CreateTable {\"TableName\":\"things\""),
              ttl ->
                  assertThat(ttl)
                      .isEqualTo(
                          "DynamoDB_20120810.UpdateTimeToLive {\"TableName\":\"things\",\"TimeToLiveSpecification\":{\"Enabled\":true,\"AttributeName\":\"ttl\"}}"));
      assertThat(progress).anyMatch(line -> line.startsWith("1 tables created"));
    }
  }

  @Test
  void tableThatExistsIsKeptAndOneThatIsRefusedStopsTheStart() throws Exception {
    try (var existing =
            LocalServer.start(
                request -> LocalResponse.json(400, "{\"__type\":\"x#ResourceInUseException\"}"));
        var refusing =
            LocalServer.start(
                request -> LocalResponse.json(400, "{\"__type\":\"x#ValidationException\"}"))) {
      Emulator.builder(tableTemplate()).dynamoDb(existing::uri).start().close();
      assertThatThrownBy(() -> Emulator.builder(tableTemplate()).dynamoDb(refusing::uri).start())
          .hasMessageContaining("table things is refused by DynamoDB");
    }
    URI nobody = URI.create("http://127.0.0.1:1");
    assertThatThrownBy(() -> Emulator.builder(tableTemplate()).dynamoDb(() -> nobody).start())
        .hasMessageContaining("DynamoDB does not answer at " + nobody);
  }

  @Test
  void functionsReachTheTablesThatTheirPoliciesAllowWhileTheEmulatorRuns() throws Exception {
    String policies =
        ", Policies: [{Statement: [{Effect: Allow, Action: 'dynamodb:GetItem', Resource: '*'}]}]";
    try (var dynamoDb = LocalServer.start(request -> LocalResponse.json(200, "{}"))) {
      List<URI> tables = new ArrayList<>();
      var builder =
          Emulator.builder(template(EchoHandler.class.getName(), policies))
              .dynamoDb(dynamoDb::uri)
              .environment(
                  (variables, address) -> {
                    tables.add(URI.create(variables.getOrDefault("AWS_ENDPOINT_URL_DYNAMODB", "")));
                    return variables;
                  });
      try (var emulator = builder.start()) {
        assertThat(tables.get(0)).isNotEqualTo(dynamoDb.uri());
        assertThat(dynamoDbCall(tables.get(0), "GetItem")).isEqualTo(200);
        assertThat(dynamoDbCall(tables.get(0), "PutItem")).isEqualTo(400);
        assertThat(emulator.access().used().get("F"))
            .extracting(Access::action)
            .containsExactlyInAnyOrder("dynamodb:GetItem", "dynamodb:PutItem");
        assertThat(emulator.access().unused()).isEmpty();
      }
      assertThatThrownBy(() -> dynamoDbCall(tables.get(0), "GetItem"))
          .isInstanceOf(IOException.class);
    }
  }

  private static int dynamoDbCall(URI tables, String operation) throws Exception {
    var request =
        HttpRequest.newBuilder(tables)
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=F/20260101/us-east-1/dynamodb/aws4_request")
            .POST(HttpRequest.BodyPublishers.ofString("{\"TableName\":\"app\"}"));
    return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  @Test
  void functionUrlsHaveThePortsAfterTheEmulatorsInTheTemplatesOrder() throws Exception {
    Template template =
        Template.parse(
            """
            Resources:
              B:
                Type: AWS::Serverless::Function
                Properties: {Handler: %1$s, FunctionUrlConfig: {AuthType: NONE}}
              A:
                Type: AWS::Serverless::Function
                Properties: {Handler: %1$s, FunctionUrlConfig: {AuthType: NONE}}
            """
                .formatted(EchoHandler.class.getName()),
            Map.of());
    List<String> progress = new ArrayList<>();
    try (var emulator = startOnFreePorts(Emulator.builder(template).progress(progress::add))) {
      int port = emulator.uri().getPort();
      assertThat(emulator.functionUrl("B").getPort()).isEqualTo(port + 1);
      assertThat(emulator.functionUrl("A").getPort()).isEqualTo(port + 2);
      assertThat(progress)
          .contains("2 functions instantiated")
          .contains("function URL of A: http://127.0.0.1:" + (port + 2) + "/");
      assertThat(get(emulator.uri().resolve("/")).statusCode()).isEqualTo(404);
    }
  }

  /** The three ports must be free together, which nobody can promise; so they are looked for. */
  private static Emulator startOnFreePorts(EmulatorBuilder builder) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try (var free = LocalServer.start(request -> LocalResponse.empty(204))) {
        builder.port(free.port());
      }
      try {
        return builder.start();
      } catch (EmulatorException busy) {
        assertThat(attempt).as(busy.getMessage()).isLessThan(20);
      }
    }
  }

  private static Template tableTemplate() {
    return Template.parse(
        """
        Resources:
          T:
            Type: AWS::DynamoDB::Table
            Properties:
              TableName: things
              TimeToLiveSpecification: {AttributeName: ttl, Enabled: true}
        """,
        Map.of());
  }

  private static Template template(String handler, String properties) {
    return Template.parse(
        """
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties: {Handler: %s%s}
        """
            .formatted(handler, properties),
        Map.of());
  }

  private static HttpResponse<String> get(URI uri) throws Exception {
    return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
