package io.saasbricks.conformance;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.net.Transport;
import io.saasbricks.llm.ChatModels;
import io.saasbricks.llm.ModelCard;
import io.saasbricks.llm.ModelCatalogue;
import io.saasbricks.llm.ProviderAccess;
import io.saasbricks.llm.StreamingChatModel;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Our models, pointed at servers of this machine. */
final class Clients {
  private static final Transport TRANSPORT = Transport.http(InstantSource.system());

  private Clients() {}

  static ChatModels at(Map<String, URI> addresses) {
    Map<String, ProviderAccess> access = new HashMap<>();
    addresses.forEach(
        (provider, address) ->
            access.put(provider, ProviderAccess.key(() -> Secret.of("key")).at(address)));
    return ChatModels.vendors(TRANSPORT, access);
  }

  static StreamingChatModel model(String id, URI address) {
    ModelCard card = ModelCatalogue.standard().find(id).orElseThrow();
    return (StreamingChatModel)
        at(Map.of(card.provider().name(), address)).find(card).orElseThrow();
  }

  static Deadline in(Duration time) {
    return Deadline.in(time, System::nanoTime);
  }
}
