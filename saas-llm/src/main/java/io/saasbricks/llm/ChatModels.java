package io.saasbricks.llm;

import io.saasbricks.core.net.Transport;
import java.util.Map;
import java.util.Optional;

/** The models within reach. Safe for concurrent use. */
@FunctionalInterface
public interface ChatModels {
  /** The model on the card, or empty if there is no key for its provider. Costs no request. */
  Optional<ChatModel> find(ModelCard card);

  /**
   * The vendors' models, each of which is also a {@link StreamingChatModel}. A model's call is one
   * HTTP request; the deadline covers it whole. An answer of over 16 MB is a failure.
   *
   * @param access how to reach a provider, by its name in the catalogue
   */
  static ChatModels vendors(Transport transport, Map<String, ProviderAccess> access) {
    Map<String, ProviderAccess> known = Map.copyOf(access);
    return card ->
        Optional.ofNullable(known.get(card.provider().name()))
            .map(found -> new HttpChatModel(card, transport, found));
  }

  /** These models, and those of the other where these have none. */
  default ChatModels or(ChatModels other) {
    return card -> find(card).or(() -> other.find(card));
  }
}
