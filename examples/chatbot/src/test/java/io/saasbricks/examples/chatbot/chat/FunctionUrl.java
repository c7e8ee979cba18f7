package io.saasbricks.examples.chatbot.chat;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.InvokeMode;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function called as by its URL, in one piece or as a stream. */
final class FunctionUrl {
  private static final String END_OF_PRELUDE = "\0".repeat(8);

  private final Function function;

  FunctionUrl(Handler handler) {
    this.function = new Function(handler);
  }

  /** A function whose answers are streamed. */
  private static final class Function extends HttpLambda {
    Function(Handler handler) {
      super(handler, InvokeMode.RESPONSE_STREAM);
    }
  }

  /** An answer as the caller sees it. */
  record Answer(int status, JsonObject headers, String body) {
    JsonObject json() {
      return Json.object(body);
    }

    /** The data of the events of that name. */
    List<JsonObject> events(String name) {
      return Arrays.stream(body.split("\n\n"))
          .filter(event -> event.startsWith("event: " + name + "\n"))
          .map(event -> Json.object(event.substring(event.indexOf("data: ") + 6)))
          .toList();
    }

    /** The texts of all deltas. */
    String told() {
      return String.join("", events("delta").stream().map(event -> event.string("text")).toList());
    }
  }

  Answer post(JsonObject body) {
    return post(body, "application/json");
  }

  Answer stream(JsonObject body) {
    return post(body, "text/event-stream");
  }

  private Answer post(JsonObject body, String accept) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    post(body, accept, out);
    String text = out.toString(StandardCharsets.UTF_8);
    int end = text.indexOf(END_OF_PRELUDE);
    JsonObject prelude = Json.object(text.substring(0, end));
    return new Answer(
        (int) prelude.number("statusCode"),
        prelude.object("headers"),
        text.substring(end + END_OF_PRELUDE.length()));
  }

  /** Sends a message whose answer goes there. */
  void stream(JsonObject body, OutputStream out) {
    post(body, "text/event-stream", out);
  }

  private void post(JsonObject body, String accept, OutputStream out) {
    JsonObject http =
        JsonObject.builder().put("method", "POST").put("sourceIp", "192.0.2.1").build();
    JsonObject event =
        JsonObject.builder()
            .put("rawPath", "/widget/chat")
            .put("headers", JsonObject.builder().put("accept", accept).build())
            .put("requestContext", JsonObject.builder().put("http", http).build())
            .put("body", Json.text(body))
            .build();
    try {
      function.handleRequest(new ByteArrayInputStream(Json.bytes(event)), out, new ThirtySeconds());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class ThirtySeconds implements Context {
    @Override
    public String getAwsRequestId() {
      return "invocation-1";
    }

    @Override
    public String getLogGroupName() {
      return "";
    }

    @Override
    public String getLogStreamName() {
      return "";
    }

    @Override
    public String getFunctionName() {
      return "";
    }

    @Override
    public String getFunctionVersion() {
      return "";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "";
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
      return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
      return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
      return 30_000;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 512;
    }

    @Override
    public LambdaLogger getLogger() {
      throw new UnsupportedOperationException("functions log by SLF4J");
    }
  }
}
