package io.saasbricks.benchmarks.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code -Dsaasbricks.cost.write=true} writes the page anew. */
class CostPageTest {
  private static final Path PAGE = Path.of("..", "docs", "cost.md");

  @Test
  void thePageSaysWhatTheUnitsAndPricesAmountTo() throws Exception {
    String computed = CostPage.of(new ConversationUnits()).text();
    if (Boolean.getBoolean("saasbricks.cost.write")) {
      Files.writeString(PAGE, computed, StandardCharsets.UTF_8);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(computed);
  }
}
