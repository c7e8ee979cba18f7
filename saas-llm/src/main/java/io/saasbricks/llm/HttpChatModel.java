package io.saasbricks.llm;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import io.saasbricks.core.net.TransportException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A model reached by one HTTP request. */
final class HttpChatModel implements StreamingChatModel {
  private static final int LARGEST_ANSWER = 16 << 20;
  private static final int OK = 200;

  private final ModelCard card;
  private final ChatWire wire;
  private final Transport transport;
  private final ProviderAccess access;

  HttpChatModel(ModelCard card, Transport transport, ProviderAccess access) {
    this.card = card;
    this.wire = card.provider().format().wire();
    this.transport = transport;
    this.access = access;
  }

  @Override
  public ChatAnswer answer(ChatRequest request, Deadline deadline) {
    AnswerBuilder answer = new AnswerBuilder();
    try (OutboundResponse response = send(request, deadline, false)) {
      wire.read(Json.object(response.bytes(LARGEST_ANSWER)), answer);
    } catch (TransportException | JsonException e) {
      throw brokenOff(answer, request, e);
    }
    return whole(answer, request);
  }

  @Override
  public ChatAnswer stream(ChatRequest request, Deadline deadline, Consumer<String> sink) {
    AnswerBuilder answer = new AnswerBuilder();
    try (OutboundResponse response = send(request, deadline, true)) {
      EventStream events = wire.events(response.body());
      while (!answer.ended() && readNext(events, answer, request)) {
        tell(answer.untold(), sink);
      }
    } catch (CancellationException e) {
      return answer.cancelled(request, card.model());
    }
    return whole(answer, request);
  }

  private static void tell(String piece, Consumer<String> sink) {
    if (!piece.isEmpty()) {
      sink.accept(piece);
    }
  }

  /** Reads one event; whether there was one. A break after the answer's end is none. */
  private boolean readNext(EventStream events, AnswerBuilder answer, ChatRequest request) {
    try {
      Optional<StreamEvent> event = events.next();
      event.ifPresent(next -> wire.read(next, answer));
      return event.isPresent() && answer.error().isEmpty();
    } catch (IOException | JsonException e) {
      if (answer.finished()) {
        return false;
      }
      throw brokenOff(answer, request, e);
    }
  }

  private ChatAnswer whole(AnswerBuilder answer, ChatRequest request) {
    if (answer.error().isPresent()) {
      throw VendorFailure.within(card, answer.error().get()).costing(answer.spent(request));
    }
    if (!answer.finished()) {
      throw brokenOff(answer, request, null);
    }
    return answer.build(request, card.model());
  }

  private ChatException brokenOff(
      AnswerBuilder answer, ChatRequest request, @Nullable Exception cause) {
    String message = card.id() + " did not answer to the end";
    return new ChatException(ChatFailure.BROKEN_OFF, message, cause).costing(answer.spent(request));
  }

  private OutboundResponse send(ChatRequest request, Deadline deadline, boolean streaming) {
    JsonObject body = JsonMerge.merge(wire.body(card, request, streaming), card.parameters());
    OutboundRequest outbound =
        access.request(card.provider(), wire.path(card, streaming), Json.bytes(body));
    OutboundResponse response = exchange(outbound, deadline);
    if (response.status() != OK) {
      try (response) {
        throw VendorFailure.of(card, response);
      }
    }
    return response;
  }

  private OutboundResponse exchange(OutboundRequest request, Deadline deadline) {
    try {
      return transport.send(request, deadline);
    } catch (TransportException e) {
      ChatFailure failure = e.sent() ? ChatFailure.BROKEN_OFF : ChatFailure.UNREACHABLE;
      throw new ChatException(failure, card.id() + " did not answer", e);
    }
  }
}
