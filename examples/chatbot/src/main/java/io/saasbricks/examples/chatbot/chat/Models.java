package io.saasbricks.examples.chatbot.chat;

import io.saasbricks.core.config.Environment;
import io.saasbricks.core.config.Parameters;
import io.saasbricks.core.net.Transport;
import io.saasbricks.llm.ChatModels;
import io.saasbricks.llm.LlmRouter;
import io.saasbricks.llm.ProviderAccess;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The language models the backend may ask. */
public final class Models {
  private static final String[] PROVIDERS = {"openai", "gemini", "deepseek", "anthropic"};

  private Models() {}

  /** A router over the vendors whose address the environment names. */
  public static LlmRouter router(
      Environment environment, Parameters secrets, Transport transport, InstantSource time) {
    Map<String, ProviderAccess> access = new HashMap<>();
    for (String provider : PROVIDERS) {
      environment
          .optional(provider.toUpperCase(Locale.ROOT) + "_BASE_URL")
          .ifPresent(
              url ->
                  access.put(
                      provider,
                      ProviderAccess.key(secrets.named(provider + "-api-key"))
                          .at(URI.create(url))));
    }
    return LlmRouter.builder(ChatModels.vendors(transport, access)).time(time).build();
  }
}
