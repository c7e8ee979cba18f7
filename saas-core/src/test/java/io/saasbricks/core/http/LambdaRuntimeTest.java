package io.saasbricks.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.logs.CapturedLogs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LambdaRuntimeTest {
  private static final String RESPONSE =
      "POST /2018-06-01/runtime/invocation/invocation-1/response";
  private static final String ERROR = "POST /2018-06-01/runtime/invocation/invocation-1/error";
  private static final String TRACE = "com.amazonaws.xray.traceHeader";
  private static final InstantSource TIME =
      InstantSource.fixed(Instant.parse("2026-03-01T08:00:00Z"));

  /** A function whose front door streams. */
  private static final class Streaming extends HttpLambda {
    Streaming(Handler handler) {
      super(handler, InvokeMode.RESPONSE_STREAM);
    }
  }

  private static String event() {
    return TestFunction.event("POST /chat");
  }

  /** Runs until there are no more events, which Lambda never says. */
  private static CompletableFuture<Void> run(
      FakeRuntimeApi api, Supplier<? extends RequestStreamHandler> start) {
    Map<String, String> environment =
        Map.of(
            "AWS_LAMBDA_RUNTIME_API",
            api.authority(),
            "AWS_LAMBDA_FUNCTION_NAME",
            "chat",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "512",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "7",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "/aws/lambda/chat",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "stream-1");
    return CompletableFuture.runAsync(
        () ->
            assertThatThrownBy(() -> new LambdaRuntime(start, environment, TIME).run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("403"));
  }

  @Test
  void eventsOfAnAnswerLeaveWhileItIsWritten() throws Exception {
    Semaphore more = new Semaphore(0);
    Streaming function =
        new Streaming(
            request ->
                ServerSentEvents.answer(
                    request,
                    events -> {
                      events.send("delta", text("one"));
                      more.acquireUninterruptibly();
                      events.send("delta", text("two"));
                    }));
    try (FakeRuntimeApi api = new FakeRuntimeApi(event())) {
      CompletableFuture<Void> running = run(api, () -> function);
      assertThat(api.line("POST")).isEqualTo(RESPONSE + " HTTP/1.1");
      assertThat(api.line("data: ")).isEqualTo("data: {\"text\":\"one\"}");
      assertThat(api.lines).noneMatch(line -> line.contains("two"));
      more.release();
      assertThat(api.request("data: ")).contains("data: {\"text\":\"two\"}", "0");
      running.join();
    }
  }

  @Test
  void anAnswerHasTheHeadersOfAStreamAndAPrelude() throws Exception {
    Streaming function =
        new Streaming(
            request -> new HttpResponse(201, Headers.none(), List.of("a=1"), "{\"b\":1}"));
    try (FakeRuntimeApi api = new FakeRuntimeApi(event())) {
      CompletableFuture<Void> running = run(api, () -> function);
      List<String> request = api.request("POST");
      assertThat(request)
          .contains(
              "Lambda-Runtime-Function-Response-Mode: streaming",
              "Content-Type: application/vnd.awslambda.http-integration-response",
              "Transfer-Encoding: chunked")
          .contains(
              "{\"statusCode\":201,\"headers\":{},\"cookies\":[\"a=1\"]}"
                  + "\0".repeat(8)
                  + "{\"b\":1}");
      running.join();
    }
  }

  @Test
  void aHandlerThatThrowsBeforeItsFirstByteFailsTheInvocation() throws Exception {
    RequestStreamHandler handler =
        (input, output, context) -> {
          throw new IOException("broken");
        };
    try (FakeRuntimeApi api = new FakeRuntimeApi(event())) {
      CompletableFuture<Void> running = run(api, () -> handler);
      assertThat(api.request("POST"))
          .startsWith(ERROR + " HTTP/1.1")
          .contains("Lambda-Runtime-Function-Error-Type: java.io.IOException")
          .endsWith("{\"errorType\":\"java.io.IOException\",\"errorMessage\":\"broken\"}");
      running.join();
    }
  }

  @Test
  void aHandlerThatThrowsInTheMiddleEndsItsStreamWithTrailers() throws Exception {
    RequestStreamHandler handler =
        (input, output, context) -> {
          output.write("half".getBytes(StandardCharsets.UTF_8));
          output.flush();
          throw new IllegalStateException("broken");
        };
    try (FakeRuntimeApi api = new FakeRuntimeApi(event())) {
      CompletableFuture<Void> running = run(api, () -> handler);
      List<String> request = api.request("POST");
      assertThat(request)
          .contains(
              "half", "0", "Lambda-Runtime-Function-Error-Type: java.lang.IllegalStateException");
      String last = request.get(request.size() - 1);
      String trailer = last.substring(last.indexOf(": ") + 2);
      assertThat(Json.object(Base64.getDecoder().decode(trailer)).string("errorMessage"))
          .isEqualTo("broken");
      running.join();
    }
  }

  @Test
  void aCallerWhoGoesEndsTheWorkAndTheNextEventIsServed() throws Exception {
    CompletableFuture<String> ended = new CompletableFuture<>();
    Streaming function =
        new Streaming(
            request ->
                ServerSentEvents.answer(
                    request,
                    events -> {
                      try {
                        while (true) {
                          events.send("delta", text("x".repeat(10_000)));
                        }
                      } catch (CancellationException e) {
                        ended.complete(String.valueOf(e.getMessage()));
                        throw e;
                      }
                    }));
    try (FakeRuntimeApi api = new FakeRuntimeApi(event())) {
      api.callerGoes = true;
      CompletableFuture<Void> running = run(api, () -> function);
      assertThat(ended.join()).isEqualTo("the caller has gone");
      running.join();
    }
  }

  @Test
  void aFunctionThatCannotStartSaysSo() throws Exception {
    try (FakeRuntimeApi api = new FakeRuntimeApi()) {
      Map<String, String> environment = Map.of("AWS_LAMBDA_RUNTIME_API", api.authority());
      LambdaRuntime runtime =
          new LambdaRuntime(() -> HandlerClass.make(environment), environment, TIME);
      assertThatThrownBy(runtime::run).hasMessageContaining("_HANDLER");
      assertThat(api.line("POST")).isEqualTo("POST /2018-06-01/runtime/init/error HTTP/1.1");
    }
  }

  @Test
  void theContextSaysWhatLambdaSays() throws Exception {
    CompletableFuture<Context> seen = new CompletableFuture<>();
    RequestStreamHandler handler = (input, output, context) -> seen.complete(context);
    System.clearProperty(TRACE);
    try (FakeRuntimeApi api = new FakeRuntimeApi(event())) {
      run(api, () -> handler).join();
    }
    assertThat(System.getProperty(TRACE)).as("where the X-Ray SDK looks").isEqualTo("Root=1-2-3");
    Context context = seen.join();
    assertThat(context.getAwsRequestId()).isEqualTo("invocation-1");
    assertThat(context.getRemainingTimeInMillis()).isEqualTo(5_000);
    assertThat(context.getMemoryLimitInMB()).isEqualTo(512);
    assertThat(context.getFunctionName()).isEqualTo("chat");
    assertThat(context.getFunctionVersion()).isEqualTo("7");
    assertThat(context.getLogGroupName()).isEqualTo("/aws/lambda/chat");
    assertThat(context.getLogStreamName()).isEqualTo("stream-1");
    assertThat(context.getInvokedFunctionArn()).isEqualTo("arn:aws:lambda:x");
    assertThat(context.getXrayTraceId()).isEqualTo("Root=1-2-3");
    assertThat(context.getTenantId()).isNull();
  }

  @Test
  void whatAFunctionLogsGoesToTheStandardOutput() throws Exception {
    RequestStreamHandler handler =
        (input, output, context) -> {
          context.getLogger().log("a text");
          context.getLogger().log("byt\u00e9s".getBytes(StandardCharsets.UTF_8));
        };
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (FakeRuntimeApi api = new FakeRuntimeApi(event())) {
      run(api, () -> handler).join();
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8).lines()).contains("a text", "byt\u00e9s");
  }

  @Test
  void anAnswerThatIsTakenLeavesNoLine() throws Exception {
    RequestStreamHandler handler = (input, output, context) -> output.write('a');
    try (FakeRuntimeApi api = new FakeRuntimeApi(event())) {
      List<CapturedLogs.Line> lines = CapturedLogs.during(() -> run(api, () -> handler).join());
      assertThat(lines).isEmpty();
      assertThat(api.request("GET")).contains("Connection: close");
    }
  }

  /** The JDK's client would send a POST again. */
  @Test
  void aFailureIsReportedOnceAlthoughTheConnectionBreaks() throws Exception {
    try (FakeRuntimeApi api = new FakeRuntimeApi()) {
      api.hangsUp = true;
      RuntimeApi runtime = new RuntimeApi(api.authority());
      assertThatThrownBy(() -> runtime.failStart(new IllegalStateException("broken")))
          .isInstanceOf(IOException.class);
      assertThat(api.lines).filteredOn(line -> line.startsWith("POST")).hasSize(1);
    }
  }

  /** A handler that wants its environment. */
  public static final class Configured implements RequestStreamHandler {
    private final Map<String, String> environment;

    public Configured(Map<String, String> environment) {
      this.environment = environment;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
      environment.forEach((name, value) -> context.getLogger().log(name + value));
    }
  }

  /** A handler that has what it wants. */
  public static final class Plain implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
      context.getLogger().log("called");
    }
  }

  @Test
  void aHandlerThatWantsNothingIsMadeToo() {
    assertThat(HandlerClass.make(Map.of("_HANDLER", Plain.class.getName())))
        .isInstanceOf(Plain.class);
  }

  @Test
  void aHandlerIsMadeWithItsEnvironment() {
    Map<String, String> environment =
        Map.of("_HANDLER", Configured.class.getName() + "::handleRequest");
    assertThat(HandlerClass.make(environment)).isInstanceOf(Configured.class);
    assertThatThrownBy(() -> HandlerClass.make(Map.of("_HANDLER", "no.Such")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no.Such");
  }

  private static JsonObject text(String text) {
    return JsonObject.builder().put("text", text).build();
  }
}
