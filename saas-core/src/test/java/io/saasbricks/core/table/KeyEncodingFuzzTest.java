package io.saasbricks.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.local.simulation.Corpus;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: segments of a key come back as they went in or are refused as too long; a partition
 * key stays within its tenant whatever its segments hold.
 */
public final class KeyEncodingFuzzTest {
  private static final TenantId TENANT = new TenantId("tenant01");
  private static final Corpus CORPUS = Corpus.of("a|b", "#|%|%23|%25", "NOTE#1%2323|é|😀", "a||");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    String text = CORPUS.text(data);
    String[] segments = text.split("\\|", -1);
    try {
      SortKey key = SortKey.of(segments);
      assertThat(key.segments()).containsExactly(segments);
      assertThat(key.then(text).segments()).endsWith(text).hasSize(segments.length + 1);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("must have 1 to 1024 bytes");
    }
    try {
      String encoded = PartitionKey.of(TENANT, ItemCollection.of("NOTE", segments)).encoded();
      assertThat(encoded).startsWith("T#tenant01#NOTE#");
      assertThat(encoded.split("#", -1)).hasSize(segments.length + 3);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("partition key must have");
    }
  }

  @Test
  void segmentsComeBackAsTheyWentIn() {
    CORPUS.replay(KeyEncodingFuzzTest::fuzzerTestOneInput);
  }
}
