package io.saasbricks.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.Json;
import io.saasbricks.local.simulation.Corpus;
import java.math.BigDecimal;
import java.net.URI;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: a catalogue of models is read whole, each model findable by its id, at an address
 * that can be asked and for prices that can be added up, or refused by a typed exception.
 */
public final class ModelCatalogueFuzzTest {
  private static final long MOST_TOKENS = 1_000_000_000_000L;
  private static final int LONGEST_SUM = 64;
  private static final Corpus CORPUS =
      Corpus.of(
          """
          {"providers":{"p":{"format":"openai","url":"https://p.example","outputLimit":"m"}},
           "models":{
            "a":{"provider":"p","model":"a-1","prices":{"input":0.15,"cached":7.5e-2,"output":1},
                 "contextTokens":1000,"maxOutputTokens":100,"strengths":["chat"],
                 "capabilities":["tools"],"retiredAfter":"2027-01-01T00:00:00Z",
                 "parameters":{"temperature":0}}},
           "default":"a","plans":{"free":"cheapest"},"successors":{"old":"a"}}
          """,
          """
          {"providers":{"p":{"format":"openai","url":"https://p.example"}},
           "models":{"a":{"provider":"p","prices":{"input":1,"output":1},
            "contextTokens":1,"maxOutputTokens":2147483648}},"default":"a","plans":{}}
          """,
          """
          {"providers":{"p":{"format":"gemini","url":"http://p"}},
           "models":{"a":{"provider":"p","model":"a b/?#%","prices":{"input":1e9,"output":1e-9},
            "contextTokens":1,"maxOutputTokens":1}},"default":"a","plans":{}}
          """);

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    ModelCatalogue catalogue;
    try {
      catalogue = ModelCatalogue.parse(Json.object(CORPUS.bytes(data)));
    } catch (IllegalArgumentException refused) {
      return;
    }
    assertThat(catalogue.models()).contains(catalogue.standardModel());
    catalogue.models().forEach(model -> assertThat(catalogue.find(model.id())).contains(model));
    catalogue.models().forEach(ModelCatalogueFuzzTest::assertCanBeAskedAndPaid);
  }

  private static void assertCanBeAskedAndPaid(ModelCard model) {
    ProviderCard provider = model.provider();
    String path = provider.format().wire().path(model, true);
    assertThat(URI.create(provider.url() + path).getHost()).isEqualTo(provider.url().getHost());
    BigDecimal cost = model.prices().cost(TokenUsage.of(MOST_TOKENS, MOST_TOKENS));
    assertThat(cost.add(BigDecimal.ONE).toPlainString()).hasSizeLessThan(LONGEST_SUM);
  }

  @Test
  void aCatalogueIsReadWholeOrRefused() {
    CORPUS.replay(ModelCatalogueFuzzTest::fuzzerTestOneInput);
  }

  @Test
  void theGoodCatalogueIsGood() {
    assertThat(ModelCatalogue.parse(Json.object(CORPUS.bytes(new byte[0]))).models()).hasSize(1);
  }
}
