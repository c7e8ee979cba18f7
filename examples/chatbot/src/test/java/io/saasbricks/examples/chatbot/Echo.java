package io.saasbricks.examples.chatbot;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Answers with its event, in base64, with cookies, and with CORS headers of its own. */
public final class Echo implements RequestStreamHandler {
  @Override
  public void handleRequest(InputStream event, OutputStream out, Context context)
      throws IOException {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("statusCode", 201);
    ObjectNode headers = answer.putObject("headers");
    headers.put("content-type", "application/json").put("etag", "\"1\"");
    headers.put("access-control-allow-origin", "https://function.example");
    answer.putArray("cookies").add("session=1; Path=/; HttpOnly").add("theme=dark");
    answer.put("isBase64Encoded", true);
    answer.put("body", Base64.getEncoder().encodeToString(event.readAllBytes()));
    out.write(answer.toString().getBytes(StandardCharsets.UTF_8));
  }
}
