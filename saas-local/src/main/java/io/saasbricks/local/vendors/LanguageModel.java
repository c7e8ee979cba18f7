package io.saasbricks.local.vendors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the stand-ins share behind their wire formats: the models a vendor knows, answers, token
 * counts.
 */
final class LanguageModel {
  private final Bot bot = new Bot();
  private final Set<String> models;

  LanguageModel(String provider) {
    this.models = models(provider);
  }

  boolean knows(String model) {
    return models.contains(model);
  }

  /**
   * @param cache the vendor's prompt cache; null if this prompt is not to be cached
   */
  Completion complete(Prompt prompt, @Nullable PrefixCache cache) {
    String text = prompt.text();
    String answer = bot.answer(prompt);
    String given = Tokens.limit(answer, prompt.maxTokens());
    return new Completion(
        given,
        given.length() == answer.length(),
        Tokens.count(text),
        cache == null ? 0 : cache.use(text),
        Tokens.count(given));
  }

  private static Set<String> models(String provider) {
    try (InputStream list = LanguageModel.class.getResourceAsStream("models.txt")) {
      if (list == null) {
        throw new IllegalStateException("models.txt is not beside " + LanguageModel.class);
      }
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(provider + " "))
          .map(line -> line.substring(provider.length() + 1))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
