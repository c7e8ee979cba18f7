package io.saasbricks.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCatalogueTest {
  private static final ModelCatalogue STANDARD = ModelCatalogue.standard();

  @Test
  void theStandardCatalogueHasAllPlansAndProviders() {
    assertThat(STANDARD.models())
        .extracting(card -> card.provider().name())
        .contains("openai", "deepseek", "gemini", "anthropic", "bedrock");
    assertThat(STANDARD.choice("free")).isEqualTo(ModelChoice.CHEAPEST);
    assertThat(STANDARD.choice("starter")).isEqualTo(ModelChoice.CHEAPEST);
    assertThat(STANDARD.choice("pro")).isEqualTo(ModelChoice.DEFAULT);
    assertThat(STANDARD.choice("business")).isEqualTo(ModelChoice.PREFERRED);
    assertThat(STANDARD.choice("enterprise")).isEqualTo(ModelChoice.PREFERRED);
    assertThat(STANDARD.choice("unheard of")).isEqualTo(ModelChoice.CHEAPEST);
    assertThat(STANDARD.models()).contains(STANDARD.standardModel());
  }

  @ParameterizedTest
  @CsvSource({
    "deepseek-chat, deepseek-v4-flash",
    "gemini-2.0-flash, gemini-flash-latest",
    "gpt-4o-mini, gpt-4o-mini"
  })
  void aModelThatIsGoneHasASuccessor(String id, String found) {
    assertThat(STANDARD.find(id).orElseThrow().id()).isEqualTo(found);
  }

  @Test
  void thePricesAreThoseOfTheListTheyWereTakenFrom() {
    JsonObject list =
        Json.object(
                new String(Golden.resource("/specs/llm-model-prices.json"), StandardCharsets.UTF_8))
            .object("providers");
    Map<String, String> names = Map.of("gemini", "google");
    for (ModelCard card : STANDARD.models()) {
      JsonObject provider =
          list.object(names.getOrDefault(card.provider().name(), card.provider().name()));
      String model = provider.has(card.model()) ? card.model() : card.model() + "-lte-128k";
      JsonObject prices = provider.object(model);
      assertThat(card.prices().input()).as(model).isEqualByComparingTo(prices.decimal("in"));
      assertThat(card.prices().output()).as(model).isEqualByComparingTo(prices.decimal("out"));
      assertThat(card.prices().cached())
          .as(model)
          .isEqualByComparingTo(prices.decimal("cache_read"));
    }
  }

  @Test
  void aCallCostsWhatItsTokensCost() {
    ModelPrices prices = STANDARD.find("claude-haiku-4-5").orElseThrow().prices();
    TokenUsage usage = new TokenUsage(1_000_000, 800_000, 100_000, 10_000, 4_000, false);
    assertThat(prices.cost(usage)).isEqualByComparingTo("0.355");
    assertThat(prices.cost(TokenUsage.NONE)).isEqualByComparingTo(BigDecimal.ZERO);
  }

  @Test
  void cachedTokensWithoutAPriceOfTheirOwnCostWhatOthersCost() {
    ModelPrices prices = TestCatalogue.card("budget").prices();
    assertThat(prices.cached()).isEqualByComparingTo(prices.input());
    assertThat(prices.cacheWritten()).isEqualByComparingTo(prices.input());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "default": "middle"      | "default": "nobody"       | no model is called nobody
          "middle-1": "middle"     | "middle-1": "nobody"      | no model is called nobody
          "provider": "three"      | "provider": "four"        | no provider is called four
          "free": "cheapest"       | "free": "gratis"          | /plans/free has an unknown value
          "format": "gemini"       | "format": "smoke"         | unknown value: smoke
          "contextTokens": 8000    | "contextTokens": 0        | model budget needs positive
          "maxOutputTokens": 2000  | "maxOutputTokens": 2147483648 | /maxOutputTokens is too large: 2147483648
          "input": 0.1             | "input": -1               | must not be negative
          "input": 0.1             | "input": 1e999999999      | at most 12 digits on each side
          "input": 0.1             | "input": 1e2147483647     | at most 12 digits on each side
          "input": 0.1             | "input": 1e-13            | at most 12 digits on each side
          "url": "https://one.example" | "url": "//one.example" | provider one needs an address of http
          "url": "https://one.example" | "url": "one.example" | provider one needs an address of http
          "input": 0.1             | "inputs": 0.1             | /models/budget/prices/input is required
          "2027-01-01T00:00:00Z"   | "next year"               | must be an ISO 8601 instant
          "capabilities": ["tools"]| "capabilities": ["magic"] | unknown value: magic
          """)
  void aWrongCatalogueSaysWhere(String right, String wrong, String message) {
    JsonObject catalogue = Json.object(TestCatalogue.JSON.replace(right, wrong));
    assertThatThrownBy(() -> ModelCatalogue.parse(catalogue))
        .isInstanceOfAny(IllegalArgumentException.class, JsonException.class)
        .hasMessageContaining(message);
  }
}
