package io.saasbricks.core.config;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.AwsSignature;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** SSM Parameter Store in its JSON 1.1 protocol. */
final class SsmParameters implements ParameterSource {
  /** The service refuses more names in one request. */
  private static final int MOST_NAMES = 10;

  private static final int MOST_BYTES = 1024 * 1024;
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final Map<String, String> HEADERS =
      Map.of(
          "content-type", "application/x-amz-json-1.1", "x-amz-target", "AmazonSSM.GetParameters");

  private final AwsSignature signature;
  private final URI endpoint;
  private final Transport transport;
  private final LongSupplier nanoTime;

  SsmParameters(
      AwsEnvironment aws, Transport transport, InstantSource time, LongSupplier nanoTime) {
    String region = aws.region().id();
    this.signature = new AwsSignature(aws.credentials(), "ssm", region, time);
    this.endpoint =
        aws.endpoint("SSM").orElseGet(() -> URI.create("https://ssm." + region + ".amazonaws.com"));
    this.transport = transport;
    this.nanoTime = nanoTime;
  }

  @Override
  public Map<String, Secret> fetch(List<String> names) {
    Map<String, Secret> found = new HashMap<>();
    for (int from = 0; from < names.size(); from += MOST_NAMES) {
      List<String> batch = names.subList(from, Math.min(names.size(), from + MOST_NAMES));
      found.putAll(read(request(batch)));
    }
    return found;
  }

  private static Map<String, Secret> read(byte[] answer) {
    Map<String, Secret> values = new HashMap<>();
    try {
      for (JsonObject parameter : Json.object(answer).objects("Parameters")) {
        values.put(parameter.string("Name"), Secret.of(parameter.string("Value")));
      }
    } catch (IllegalArgumentException e) {
      // No JSON, or a value that is empty and so no secret.
      throw new ParametersUnavailableException("SSM answered something else than parameters", e);
    }
    return values;
  }

  private byte[] request(List<String> names) {
    byte[] body =
        Json.bytes(JsonObject.builder().put("Names", names).put("WithDecryption", true).build());
    OutboundRequest request = signature.apply(OutboundRequest.post(endpoint, HEADERS, body));
    try (OutboundResponse response = transport.send(request, Deadline.in(TIMEOUT, nanoTime))) {
      byte[] answer = response.bytes(MOST_BYTES);
      if (response.status() != 200) {
        throw new ParametersUnavailableException("SSM answered " + response.status(), null);
      }
      return answer;
    }
  }
}
