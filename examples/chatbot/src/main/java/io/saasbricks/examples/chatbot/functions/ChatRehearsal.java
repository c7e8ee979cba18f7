package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.Rehearsal;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.examples.chatbot.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A visitor's message and its answer before the snapshot of a chat function, played from {@code
 * rehearsal.json}: what DynamoDB, Parameter Store and a model answered to a visitor of a new agent,
 * without what makes no difference.
 */
final class ChatRehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(ChatRehearsal.class);
  private static final String RECORDING = "rehearsal.json";
  private static final int OK = 200;

  /** Of nothing but zeros, as in the recording, which a counter's answer has to name. */
  private static final RandomGenerator RECORDED_IDS = () -> 0;

  private ChatRehearsal() {}

  /**
   * Plays it in a backend of its own. If it goes wrong, the function only starts colder.
   *
   * @return the status of the visitor's answer
   */
  static int play() {
    int status = Rehearsal.of(recording()).play(ChatRehearsal::handler);
    if (status != OK) {
      LOG.atWarn().addKeyValue("status", status).log("the chat was rehearsed to another end");
    }
    return status;
  }

  private static Handler handler(URI stage) {
    return WidgetChat.handler(new Backend(environment(stage.toString()), RECORDED_IDS));
  }

  /** Nothing of the function's own, least of all its credentials. */
  private static Map<String, String> environment(String stage) {
    Map<String, String> variables = new HashMap<>();
    variables.put("AWS_REGION", "us-east-1");
    variables.put("AWS_ACCESS_KEY_ID", "rehearsal");
    variables.put("AWS_SECRET_ACCESS_KEY", "rehearsal");
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", stage);
    variables.put("AWS_ENDPOINT_URL_SSM", stage);
    variables.put("OPENAI_BASE_URL", stage);
    variables.put("GEMINI_BASE_URL", stage);
    variables.put("DEEPSEEK_BASE_URL", stage);
    variables.put("ANTHROPIC_BASE_URL", stage);
    variables.put("APP_TABLE", "rehearsal");
    variables.put("CONVERSATIONS_TABLE", "rehearsal");
    variables.put("COUNTERS_TABLE", "rehearsal");
    variables.put("PARAMETER_PREFIX", "/rehearsal");
    return variables;
  }

  private static JsonObject recording() {
    try (InputStream in =
        Objects.requireNonNull(ChatRehearsal.class.getResourceAsStream(RECORDING), RECORDING)) {
      return Json.object(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
