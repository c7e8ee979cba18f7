package io.saasbricks.metering.cost;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.metering.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a unit of each cost metric costs. Data, not code. Immutable.
 *
 * <p>A price is refused if it is negative or has more than 12 digits before or after its point:
 * sums are exact, and one of boundless exponents would never be finished.
 *
 * @param currency such as {@code USD}
 * @param perMillion the price of a million units, by metric
 */
public record PriceSheet(String currency, Map<Metric, BigDecimal> perMillion) {
  private static final String STANDARD = "prices.json";
  private static final int MOST_DIGITS = 12;

  public PriceSheet {
    perMillion = Map.copyOf(perMillion);
    perMillion.forEach(PriceSheet::requirePrice);
  }

  /**
   * On-demand prices of {@code us-east-1} on arm64, as in {@code prices.json} beside this class.
   */
  public static PriceSheet standard() {
    try (InputStream in = PriceSheet.class.getResourceAsStream(STANDARD)) {
      if (in == null) {
        throw new IllegalStateException(STANDARD + " is missing from the jar");
      }
      return parse(Json.object(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The sheet in an object of {@code currency} and {@code perMillion}: decimal texts by the name of
   * a metric that is summed.
   *
   * @throws JsonException if a member is missing or no such text
   * @throws IllegalArgumentException if a name is no metric's, or a price is refused
   */
  public static PriceSheet parse(JsonObject sheet) {
    JsonObject prices = sheet.object("perMillion");
    Map<Metric, BigDecimal> perMillion = new LinkedHashMap<>();
    for (String name : prices.members().keySet()) {
      perMillion.put(Metric.sum(name), decimal(name, prices.string(name)));
    }
    return new PriceSheet(sheet.string("currency"), perMillion);
  }

  private static BigDecimal decimal(String name, String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new JsonException("/perMillion/" + name, "must be a decimal");
    }
  }

  private static void requirePrice(Metric metric, BigDecimal price) {
    if (price.signum() < 0) {
      throw new IllegalArgumentException("the price of " + metric + " is negative: " + price);
    }
    if (price.scale() > MOST_DIGITS || (long) price.precision() - price.scale() > MOST_DIGITS) {
      throw new IllegalArgumentException(
          "the price of " + metric + " has over " + MOST_DIGITS + " digits on a side of its point");
    }
  }
}
