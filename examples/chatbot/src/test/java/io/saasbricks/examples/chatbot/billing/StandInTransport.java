package io.saasbricks.examples.chatbot.billing;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import io.saasbricks.core.net.TransportException;
import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Hands requests to a stand-in without a socket, and tells of each on its way there and back. */
record StandInTransport(
    LocalHandler standIn, Consumer<OutboundRequest> asked, Consumer<OutboundRequest> answered)
    implements Transport {
  @Override
  public OutboundResponse send(OutboundRequest request, Deadline deadline) {
    asked.accept(request);
    String query = request.uri().getRawQuery();
    String target = request.uri().getRawPath() + (query == null ? "" : "?" + query);
    List<Header> headers = new ArrayList<>();
    request
        .headers()
        .forEach((name, value) -> headers.add(new Header(name.toLowerCase(Locale.ROOT), value)));
    OutboundResponse answer =
        read(standIn.handle(new LocalRequest(request.method(), target, headers, request.body())));
    answered.accept(request);
    return answer;
  }

  private static OutboundResponse read(LocalResponse response) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      response.body().writeTo(body);
    } catch (IOException e) {
      throw new TransportException("the answer broke off", e);
    }
    Map<String, String> headers = new HashMap<>();
    response.headers().forEach(header -> headers.put(header.name(), header.value()));
    return OutboundResponse.of(response.status(), headers, body.toByteArray());
  }
}
