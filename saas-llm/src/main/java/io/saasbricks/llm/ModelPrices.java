package io.saasbricks.llm;

import java.math.BigDecimal;
import java.util.List;

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
  private static final int MOST_DIGITS = 12;
  private static final BigDecimal INPUTS_PER_OUTPUT = BigDecimal.valueOf(3);

  /**
   * Refuses prices that are negative, or have over 12 digits before or after the point, with an
   * {@link IllegalArgumentException}; zero is a price.
   */
  public ModelPrices {
    List.of(input, cached, cacheWritten, output).forEach(ModelPrices::requirePrice);
  }

  private static void requirePrice(BigDecimal price) {
    if (price.signum() < 0) {
      throw new IllegalArgumentException("a price must not be negative");
    }
    // Costs are added up exactly, which with boundless exponents would never be finished.
    if (price.scale() > MOST_DIGITS || (long) price.precision() - price.scale() > MOST_DIGITS) {
      throw new IllegalArgumentException(
          "a price must have at most " + MOST_DIGITS + " digits on each side of its point");
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
