package io.saasbricks.metering.cost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.local.simulation.Corpus;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: a sheet of prices is read whole or refused by a typed exception; whatever it says,
 * what the most of every metric costs is a sum that can be written down.
 */
public final class PriceSheetFuzzTest {
  private static final TenantId TENANT = new TenantId("tenant01");
  private static final int LONGEST_SUM = 64;
  private static final Corpus CORPUS =
      Corpus.of(
          standard(),
          """
          {"currency":"EUR","perMillion":{"a":"0","b":"1E+9","c":"12.50","d":"1e-9"}}""",
          """
          {"currency":"","perMillion":{"a":"1E+2147483647","b":"0E-99999999","c":"-1"}}""");

  private static String standard() {
    try (InputStream in = PriceSheet.class.getResourceAsStream("prices.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    JsonObject json;
    PriceSheet sheet;
    try {
      json = Json.object(CORPUS.bytes(data));
      sheet = PriceSheet.parse(json);
    } catch (IllegalArgumentException refused) {
      return;
    }
    assertThat(sheet.perMillion()).hasSameSizeAs(json.object("perMillion").members().keySet());
    Map<Metric, Long> most =
        sheet.perMillion().keySet().stream()
            .collect(Collectors.toMap(metric -> metric, metric -> Metric.MOST));
    CostStatement statement =
        CostStatement.of(TENANT, YearMonth.of(2026, 11), new Usage(most), sheet);
    assertThat(statement.total().toPlainString()).hasSizeLessThan(LONGEST_SUM);
  }

  @Test
  void aSheetIsReadWholeOrRefused() {
    CORPUS.replay(PriceSheetFuzzTest::fuzzerTestOneInput);
  }
}
