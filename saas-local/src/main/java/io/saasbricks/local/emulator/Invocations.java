package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code POST /_local/invoke/{functionLogicalId}}: runs a function now and returns its output. */
final class Invocations implements LocalHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Template template;
  private final Map<String, FunctionRuntime> functions;
  private final InstantSource time;
  private final RequestIds requestIds;

  Invocations(
      Template template,
      Map<String, FunctionRuntime> functions,
      InstantSource time,
      RequestIds requestIds) {
    this.template = template;
    this.functions = functions;
    this.time = time;
    this.requestIds = requestIds;
  }

  @Override
  public LocalResponse handle(LocalRequest request) {
    String id = request.rawPath().substring(1);
    FunctionRuntime function = functions.get(id);
    if (function == null || !request.method().equals("POST")) {
      return FunctionCaller.message(404, "POST the id of one of " + functions.keySet());
    }
    Optional<byte[]> event = event(id, request);
    if (event.isEmpty()) {
      return FunctionCaller.message(400, "the body must be empty or {event: ...}");
    }
    var output = new ByteArrayOutputStream();
    Outcome outcome = function.invoke(event.get(), output, template.function(id).timeout());
    return outcome == Outcome.RETURNED
        ? LocalResponse.of(
            200, List.of(new Header("content-type", "application/json")), output.toByteArray())
        : FunctionCaller.message(500, id + " failed; its console output says why");
  }

  /** Runs what a schedule asks for. */
  void run(ScheduleDefinition schedule) {
    String id = schedule.functionId();
    Objects.requireNonNull(functions.get(id), id)
        .invoke(scheduled(schedule), new ByteArrayOutputStream(), template.function(id).timeout());
  }

  private Optional<byte[]> event(String id, LocalRequest request) {
    if (request.body().length == 0) {
      return Optional.of(
          template.schedules().stream()
              .filter(schedule -> schedule.functionId().equals(id))
              .findFirst()
              .map(this::scheduled)
              .orElseGet(() -> "{}".getBytes(StandardCharsets.UTF_8)));
    }
    try {
      JsonNode event = JSON.readTree(request.body()).path("event");
      return event.isMissingNode() ? Optional.empty() : Optional.of(JSON.writeValueAsBytes(event));
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  private byte[] scheduled(ScheduleDefinition schedule) {
    if (schedule.input() != null) {
      return schedule.input().getBytes(StandardCharsets.UTF_8);
    }
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "0").put("id", requestIds.uuid());
    event.put("detail-type", "Scheduled Event").put("source", "aws.events");
    event.put("account", References.ACCOUNT);
    event.put("time", time.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", References.REGION);
    event.putArray("resources").add(References.ruleArn(schedule.name()));
    event.putObject("detail");
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }
}
