package io.saasbricks.local.vendors;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A vendor's prompt cache: remembers the beginnings of prompts in whole blocks and finds how much
 * of the next prompt it has seen. Safe for concurrent use.
 */
final class PrefixCache {
  private static final int REMEMBERED = 50_000;

  private final int blockTokens;
  private final int minimumTokens;
  private final Map<Long, Boolean> seen =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param blockTokens cached tokens are a multiple of this
   * @param minimumTokens prompts shorter than this are not cached
   */
  PrefixCache(int blockTokens, int minimumTokens) {
    this.blockTokens = blockTokens;
    this.minimumTokens = minimumTokens;
  }

  /** How many tokens of the prompt were cached; the prompt is cached from now on. */
  synchronized int use(String prompt) {
    int cached = 0;
    int tokens = 0;
    long hash = 1;
    boolean known = true;
    for (String word : prompt.split("(?<=\\s)", -1)) {
      hash = hash * 1_000_003 + word.hashCode();
      int before = tokens / blockTokens;
      tokens += Tokens.count(word);
      if (tokens / blockTokens > before) {
        known &= seen.put(hash, true) != null;
        cached = known ? tokens / blockTokens * blockTokens : cached;
      }
    }
    return cached >= minimumTokens ? cached : 0;
  }
}
