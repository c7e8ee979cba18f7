package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Parameter Store's {@code GetParameters} with a value for every secret a backend may want. The
 * last part of a parameter's name decides: {@code openai-api-key} is the real key if the process
 * has {@code OPENAI_API_KEY}, else {@code local-openai-api-key}; a name ending in {@code -secret}
 * is 43 random characters, the same for the life of the stand-in. Other names do not exist. Safe
 * for concurrent use.
 */
public final class SsmStandIn implements LocalHandler {
  private static final int MOST_NAMES = 10;

  private final Map<String, String> processEnvironment;
  private final RandomGenerator random;
  private final InstantSource time;
  private final Map<String, String> secrets = new ConcurrentHashMap<>();

  private SsmStandIn(
      Map<String, String> processEnvironment, RandomGenerator random, InstantSource time) {
    this.processEnvironment = Map.copyOf(processEnvironment);
    this.random = random;
    this.time = time;
  }

  /**
   * A stand-in without secrets yet.
   *
   * @param processEnvironment where real keys are looked for
   * @param random makes the secrets; must be safe for concurrent use
   */
  public static SsmStandIn create(
      Map<String, String> processEnvironment, RandomGenerator random, InstantSource time) {
    return new SsmStandIn(processEnvironment, random, time);
  }

  /** The value of a parameter by its name, path included; empty if there is none of this name. */
  public Optional<String> value(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    boolean secret = last.endsWith("-secret");
    if (!secret && !last.endsWith("-key")) {
      return Optional.empty();
    }
    String real =
        processEnvironment.getOrDefault(last.toUpperCase(Locale.ROOT).replace('-', '_'), "");
    if (!real.isBlank()) {
      return Optional.of(real);
    }
    return Optional.of(secret ? secrets.computeIfAbsent(last, this::make) : "local-" + last);
  }

  @Override
  public LocalResponse handle(LocalRequest request) {
    if (!request.header("x-amz-target").orElse("").equals("AmazonSSM.GetParameters")) {
      return refusal("UnknownOperationException", "only GetParameters is emulated");
    }
    JsonNode names = Json.read(request).path("Names");
    if (!names.isArray() || names.isEmpty() || names.size() > MOST_NAMES) {
      return refusal(
          "ValidationException",
          "1 validation error detected: Value at 'names' failed to satisfy constraint: Member must"
              + " have length between 1 and 10, inclusive.");
    }
    ObjectNode answer = Json.object();
    ArrayNode found = answer.putArray("Parameters");
    ArrayNode invalid = answer.putArray("InvalidParameters");
    for (JsonNode name : names) {
      value(name.asText())
          .ifPresentOrElse(
              value -> describe(found.addObject(), name.asText(), value), () -> invalid.add(name));
    }
    return response(200, answer);
  }

  private void describe(ObjectNode parameter, String name, String value) {
    parameter
        .put("Name", name)
        .put("Type", "SecureString")
        .put("Value", value)
        .put("Version", 1)
        .put("LastModifiedDate", time.instant().getEpochSecond())
        .put("ARN", "arn:aws:ssm:us-east-1:123456789012:parameter" + rooted(name))
        .put("DataType", "text");
  }

  /** In an ARN every name begins with a slash. */
  private static String rooted(String name) {
    return name.startsWith("/") ? name : "/" + name;
  }

  private String make(String name) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static LocalResponse refusal(String type, String message) {
    return response(400, Json.object().put("__type", type).put("message", message));
  }

  private static LocalResponse response(int status, JsonNode body) {
    return LocalResponse.of(
        status,
        List.of(new Header("content-type", "application/x-amz-json-1.1")),
        body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
