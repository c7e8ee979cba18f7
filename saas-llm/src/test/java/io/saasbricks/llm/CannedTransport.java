package io.saasbricks.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Gives the same answer to every request and keeps what was asked. */
final class CannedTransport implements Transport {
  private final Supplier<OutboundResponse> answer;
  private final List<OutboundRequest> requests = new ArrayList<>();

  CannedTransport(Supplier<OutboundResponse> answer) {
    this.answer = answer;
  }

  static CannedTransport saying(String body) {
    return saying(200, Map.of(), body);
  }

  static CannedTransport saying(int status, Map<String, String> headers, String body) {
    return new CannedTransport(() -> OutboundResponse.of(status, headers, body.getBytes(UTF_8)));
  }

  @Override
  public OutboundResponse send(OutboundRequest request, Deadline deadline) {
    requests.add(request);
    return answer.get();
  }

  OutboundRequest request() {
    return requests.get(requests.size() - 1);
  }

  JsonObject body() {
    return Json.object(request().body());
  }
}
