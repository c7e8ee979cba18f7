package io.saasbricks.examples.chatbot.usage;

import io.saasbricks.core.tenant.Plan;
import io.saasbricks.metering.Allowance;
import io.saasbricks.metering.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The quantities the backend counts, and the allowances of a plan. */
public final class Metrics {
  public static final Metric API_CALLS = Metric.sum("api_calls");
  public static final Metric MESSAGES = Metric.sum("messages");
  public static final Metric INPUT_TOKENS = Metric.sum("input_tokens");
  public static final Metric OUTPUT_TOKENS = Metric.sum("output_tokens");

  /**
   * Cost of language models in billionths of a US dollar: one token costs less than a millionth.
   */
  public static final Metric LLM_COST = Metric.sum("llm_cost");

  /** In the order they are shown. */
  static final List<Metric> SHOWN =
      List.of(MESSAGES, API_CALLS, INPUT_TOKENS, OUTPUT_TOKENS, LLM_COST);

  private static final int NANO_DIGITS = 9;

  private Metrics() {}

  public static Allowance messages(Plan plan) {
    return Allowance.monthly("messages", plan.messages());
  }

  public static Allowance apiCalls(Plan plan) {
    return Allowance.monthly("api_calls", plan.apiCalls());
  }

  /** The cost as counted; part of a billionth counts whole, so that nothing is free. */
  public static long nanoDollars(BigDecimal dollars) {
    return dollars.movePointRight(NANO_DIGITS).setScale(0, RoundingMode.CEILING).longValueExact();
  }

  static BigDecimal dollars(long nanoDollars) {
    return BigDecimal.valueOf(nanoDollars, NANO_DIGITS).stripTrailingZeros();
  }
}
