package io.saasbricks.llm.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.llm.ModelCatalogue;
import io.saasbricks.llm.ModelPrices;
import io.saasbricks.llm.TokenUsage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the input of 1,000 turns costs with a window of the last ten exchanges that slides at every
 * turn, and with the one that is cut in blocks, at list prices. A vendor charges less for the
 * tokens that a request has in common with the beginning of the one before, if they are enough.
 */
class WindowCostTest {
  private static final int TURNS = 1_000;
  private static final long SYSTEM = 500;
  private static final long EXCHANGE = 230;
  private static final long MESSAGE = 30;

  /** The cost, given the number of the last exchange before the window. */
  private static BigDecimal cost(ModelPrices prices, long leastCached, LongUnaryOperator start) {
    BigDecimal cost = BigDecimal.ZERO;
    for (long count = 0; count < TURNS; count++) {
      long input = SYSTEM + (count - start.applyAsLong(count)) * EXCHANGE + MESSAGE;
      long common = count == 0 ? 0 : common(count, start);
      long cached = common >= leastCached ? common : 0;
      cost = cost.add(prices.cost(new TokenUsage(input, cached, 0, 0, 0, false)));
    }
    return cost;
  }

  private static long common(long count, LongUnaryOperator start) {
    long before = start.applyAsLong(count - 1);
    boolean sameBeginning = before == start.applyAsLong(count);
    return sameBeginning ? SYSTEM + (count - 1 - before) * EXCHANGE + MESSAGE : SYSTEM;
  }

  @ParameterizedTest
  @CsvSource({
    "deepseek-v4-flash, 64, 3",
    "gemini-flash-lite-latest, 1024, 3",
    "claude-haiku-4-5, 1024, 3",
    "gpt-5.6-luna, 1024, 3",
    "gpt-4o-mini, 1024, 1.2"
  })
  void cutInBlocksSendsMoreForLess(String model, long leastCached, double atLeast) {
    ModelPrices prices = ModelCatalogue.standard().find(model).orElseThrow().prices();
    BigDecimal sliding = cost(prices, leastCached, count -> Math.max(0, count - 10));
    BigDecimal blocks = cost(prices, leastCached, ConversationWindow::start);
    BigDecimal ratio = sliding.divide(blocks, 1, RoundingMode.HALF_UP);
    System.out.printf(
        "%-26s sliding $%.3f, blocks $%.3f, %s times%n", model, sliding, blocks, ratio);
    assertThat(ratio).isGreaterThanOrEqualTo(BigDecimal.valueOf(atLeast));
  }
}
