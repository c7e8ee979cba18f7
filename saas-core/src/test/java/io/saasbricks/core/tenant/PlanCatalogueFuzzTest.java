package io.saasbricks.core.tenant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.local.simulation.Corpus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Fuzz target: a catalogue of plans is read whole, each plan findable by its name, or refused. */
public final class PlanCatalogueFuzzTest {
  private static final Corpus CORPUS = Corpus.of(standard());

  private static String standard() {
    try (InputStream in = PlanCatalogue.class.getResourceAsStream("plans.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    JsonObject json;
    PlanCatalogue catalogue;
    try {
      json = Json.object(CORPUS.bytes(data));
      catalogue = PlanCatalogue.parse(json);
    } catch (IllegalArgumentException refused) {
      return;
    }
    assertThat(catalogue.plans()).hasSameSizeAs(json.members().keySet());
    catalogue.plans().forEach(plan -> assertThat(catalogue.plan(plan.name())).isEqualTo(plan));
  }

  @Test
  void aCatalogueIsReadWholeOrRefused() {
    CORPUS.replay(PlanCatalogueFuzzTest::fuzzerTestOneInput);
  }
}
