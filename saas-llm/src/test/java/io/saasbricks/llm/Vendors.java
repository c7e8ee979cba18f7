package io.saasbricks.llm;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.net.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What tests of several vendors have in common. */
final class Vendors {
  static final Deadline SOON = Deadline.in(Duration.ofSeconds(20), System::nanoTime);
  static final Tool WEATHER =
      new Tool(
          "get_weather",
          "Tells the weather of a city.",
          Json.object(
              """
              {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
              """));

  private static final Map<String, String> MODELS =
      Map.of(
          "openai-chat", "gpt-4o-mini",
          "gemini-v1beta", "gemini-flash-latest",
          "anthropic-messages", "claude-haiku-4-5",
          "bedrock-converse", "nova-lite");
  private static final ModelCatalogue CATALOGUE = ModelCatalogue.standard();

  private Vendors() {}

  static ModelCard card(String id) {
    return CATALOGUE.find(id).orElseThrow();
  }

  /** A model that speaks that protocol, by the names of the recordings. */
  static StreamingChatModel speaking(String protocol, Transport transport) {
    return model(MODELS.getOrDefault(protocol, protocol), transport);
  }

  /** The catalogue's model of that id. */
  static StreamingChatModel model(String id, Transport transport) {
    ProviderAccess access = ProviderAccess.key(() -> Secret.of("sk-secret"));
    return new HttpChatModel(card(id), transport, access);
  }

  static ChatRequest question() {
    return ChatRequest.of("You are brief.", List.of(ChatMessage.user("hello")));
  }
}
