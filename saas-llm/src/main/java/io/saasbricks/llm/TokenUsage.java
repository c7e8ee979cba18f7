package io.saasbricks.llm;

/**
 * The tokens of one or more calls, in the same terms for all vendors.
 *
 * @param input all tokens read, those from and to the vendor's cache included
 * @param cached the part of {@code input} read from the cache
 * @param cacheWritten the part of {@code input} written to the cache at a price of its own
 * @param output all tokens written, those of reasoning included
 * @param reasoning the part of {@code output} that is no text
 * @param estimated whether a part was not told by the vendor but counted by characters
 */
public record TokenUsage(
    long input, long cached, long cacheWritten, long output, long reasoning, boolean estimated) {
  /** No tokens, and nothing estimated. */
  public static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0, 0, false);

  /** Refuses negative counts with an {@link IllegalArgumentException}. */
  public TokenUsage {
    if (input < 0 || cached < 0 || cacheWritten < 0 || output < 0 || reasoning < 0) {
      throw new IllegalArgumentException("token counts must not be negative");
    }
  }

  /** So many tokens read and written, as the vendor told, without cache and reasoning. */
  public static TokenUsage of(long input, long output) {
    return new TokenUsage(input, 0, 0, output, 0, false);
  }

  /** The sum of both, estimated if a part is. */
  public TokenUsage plus(TokenUsage other) {
    return new TokenUsage(
        input + other.input,
        cached + other.cached,
        cacheWritten + other.cacheWritten,
        output + other.output,
        reasoning + other.reasoning,
        estimated || other.estimated);
  }

  /**
   * The part of the input that is paid in full; zero if a vendor's figures contradict each other.
   */
  public long uncached() {
    return Math.max(0, input - cached - cacheWritten);
  }

  /**
   * The tokens of a text, estimated as a quarter of its UTF-8 bytes: within about 20 % for most
   * languages and vendors.
   */
  public static long estimate(String text) {
    return (utf8Bytes(text) + 3) / 4;
  }

  private static long utf8Bytes(String text) {
    return text.codePoints()
        .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
        .sum();
  }
}
