package io.saasbricks.llm;

import java.util.Optional;

/**
 * How much of a model a request is likely to need, judged by its last message alone: by words and
 * shapes, in microseconds, the same for the same request. English, German, French and Spanish words
 * are known; in other languages only shapes and lengths tell. It errs towards {@link #USUAL}.
 */
public enum Effort {
  /** A greeting, thanks or goodbye of at most six words that asks for nothing. */
  SMALL_TALK,
  /** Everything else. */
  USUAL,
  /** The message holds code, a stack trace or a query, or names a language to write them in. */
  CODE,
  /**
   * The request wants tools or JSON of a schema, or the message is longer than about 400 tokens, or
   * two of its words ask for reasoning.
   */
  DEMANDING;

  /** The effort that the request's last message of a user is likely to need. */
  public static Effort of(ChatRequest request) {
    return EffortRules.judge(request);
  }

  /** What a model that takes this on is strong in, by the words of the catalogue. */
  Optional<String> strength() {
    return switch (this) {
      case CODE -> Optional.of("code");
      case DEMANDING -> Optional.of("reasoning");
      case SMALL_TALK, USUAL -> Optional.empty();
    };
  }
}
