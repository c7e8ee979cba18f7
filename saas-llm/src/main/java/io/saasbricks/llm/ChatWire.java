package io.saasbricks.llm;

import io.saasbricks.core.Secret;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import java.io.InputStream;
import java.util.Map;

/** The translation between chats and one protocol, without any input or output. Stateless. */
interface ChatWire {
  /** Where to post a request, after the vendor's base address. */
  String path(ModelCard card, boolean streaming);

  JsonObject body(ModelCard card, ChatRequest request, boolean streaming);

  /** The headers that carry the key and the protocol's version. */
  Map<String, String> headers(Secret key);

  /**
   * Reads an answer that came in one piece.
   *
   * @throws JsonException if it is none
   */
  void read(JsonObject body, AnswerBuilder answer);

  /** The events of an answer that comes in pieces. */
  EventStream events(InputStream body);

  /**
   * Reads one event of an answer.
   *
   * @throws JsonException if it is none
   */
  void read(StreamEvent event, AnswerBuilder answer);

  /** What an error body says; members it lacks are empty. */
  VendorError error(JsonObject body);
}
