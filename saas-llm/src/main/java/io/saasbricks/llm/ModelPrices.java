package io.saasbricks.llm;

import java.math.BigDecimal;

/**
 * What a model costs, in US dollars per million tokens.
 *
 * @param input tokens read
 * @param cached tokens read from the vendor's cache
 * @param cacheWritten tokens written to the vendor's cache
 * @param output tokens written, those of reasoning included
 */
public record ModelPrices(
    BigDecimal input, BigDecimal cached, BigDecimal cacheWritten, BigDecimal output) {
  private static final int MILLION = 6;
  private static final BigDecimal INPUTS_PER_OUTPUT = BigDecimal.valueOf(3);

  /** Refuses negative prices with an {@link IllegalArgumentException}; zero is a price. */
  public ModelPrices {
    if (input.signum() < 0
        || cached.signum() < 0
        || cacheWritten.signum() < 0
        || output.signum() < 0) {
      throw new IllegalArgumentException("a price must not be negative");
    }
  }

  /** What these tokens cost, in dollars and exactly. */
  public BigDecimal cost(TokenUsage usage) {
    return times(input, usage.uncached())
        .add(times(cached, usage.cached()))
        .add(times(cacheWritten, usage.cacheWritten()))
        .add(times(output, usage.output()))
        .movePointLeft(MILLION);
  }

  /** One figure to compare models by: what three tokens read and one written cost. */
  BigDecimal typical() {
    return input.multiply(INPUTS_PER_OUTPUT).add(output);
  }

  private static BigDecimal times(BigDecimal price, long tokens) {
    return price.multiply(BigDecimal.valueOf(tokens));
  }
}
