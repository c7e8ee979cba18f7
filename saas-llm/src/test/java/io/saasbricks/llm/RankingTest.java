package io.saasbricks.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import io.saasbricks.local.time.ManualTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankingTest {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

  private final ManualTime time = new ManualTime(NOW);
  private final ModelHealth health = new ModelHealth(time.nanos());
  private final List<String> withoutKey = new ArrayList<>();

  private Ranking.Ranked rank(ChatRequest request, Route route, Instant now) {
    return new Ranking(TestCatalogue.read(), card -> !withoutKey.contains(card.id()), health)
        .rank(request, route, now);
  }

  private List<String> order(ChatRequest request, Route route) {
    return rank(request, route, NOW).models().stream().map(ModelCard::id).toList();
  }

  private List<String> order(Route route) {
    return order(Vendors.question(), route);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          free    ,         , budget  , 'cheapest, by plan'
          free    , premium , budget  , 'cheapest, by plan'
          unknown , premium , budget  , 'cheapest, by plan'
          pro     ,         , middle  , 'default, by plan'
          pro     , premium , middle  , 'default, by plan'
          business, premium , premium , preferred by the agent
          business, middle-1, middle  , preferred by the agent
          business, vanished, middle  , 'default, by plan'
          business,         , middle  , 'default, by plan'
          quick   ,         , budget  , 'fastest, by plan'
          """)
  void thePlanDecidesWhoIsAskedFirst(String plan, String preferred, String first, String reason) {
    Route route = Route.ofPlan(plan).preferring(Optional.ofNullable(preferred));
    Ranking.Ranked ranked = rank(Vendors.question(), route, NOW);
    assertThat(ranked.models().get(0).id()).isEqualTo(first);
    assertThat(ranked.intended()).isEqualTo(first);
    assertThat(ranked.reason()).isEqualTo(reason);
  }

  @Test
  void otherProvidersStandInBeforeTheSameOneAndTheNearestPriceFirst() {
    assertThat(order(Route.ofPlan("pro"))).containsExactly("middle", "rival", "budget", "premium");
    assertThat(order(Route.ofPlan("business").preferring(Optional.of("premium"))))
        .containsExactly("premium", "rival", "budget", "middle");
  }

  @Test
  void theConversationsModelGoesOnWhileTheIntendedOneIsTheSame() {
    Route route = Route.ofPlan("pro");
    assertThat(order(route.goingOnWith(Optional.of(new Affinity("rival", "middle")))).get(0))
        .isEqualTo("rival");
    assertThat(order(route.goingOnWith(Optional.of(new Affinity("rival", "premium")))).get(0))
        .isEqualTo("middle");
    assertThat(order(route.goingOnWith(Optional.of(new Affinity("vanished", "middle")))).get(0))
        .isEqualTo("middle");
  }

  @Test
  void theConversationMovesOnFromAModelThatFails() {
    health.failed(TestCatalogue.card("rival"), failure(ChatFailure.RATE_LIMITED));
    Route route = Route.ofPlan("pro").goingOnWith(Optional.of(new Affinity("rival", "middle")));
    assertThat(order(route)).startsWith("middle").endsWith("rival");
  }

  @Test
  void aTaskGoesToAModelThatIsStrongInItUnlessThePlanIsForTheCheapest() {
    assertThat(order(Route.ofPlan("pro").needing("code")).get(0)).isEqualTo("rival");
    assertThat(order(Route.ofPlan("pro").needing("poetry")).get(0)).isEqualTo("middle");
    assertThat(order(Route.ofPlan("free").needing("code")).get(0)).isEqualTo("budget");
  }

  @Test
  void anAffinityOutweighsAStrength() {
    Route route =
        Route.ofPlan("pro")
            .needing("code")
            .goingOnWith(Optional.of(new Affinity("middle", "middle")));
    assertThat(order(route).get(0)).isEqualTo("middle");
  }

  @Test
  void aShortBudgetLeavesTheBestThatIsAffordableAndAtLastTheCheapest() {
    Route route = Route.ofPlan("business").preferring(Optional.of("premium"));
    assertThat(order(route.within(BigDecimal.ONE)).get(0)).isEqualTo("premium");
    Ranking.Ranked short3 = rank(Vendors.question(), route.within(new BigDecimal("0.003")), NOW);
    assertThat(short3.models().get(0).id()).isEqualTo("rival");
    assertThat(short3.intended()).isEqualTo("premium");
    assertThat(short3.reason()).isEqualTo("cheaper, as the budget is short");
    assertThat(order(route.within(BigDecimal.ZERO)).get(0)).isEqualTo("budget");
  }

  @Test
  void whatAModelCannotDoItIsNotAsked() {
    JsonObject schema = JsonObject.builder().put("type", "object").build();
    ChatRequest json = Vendors.question().answeredAs(new AnswerSchema("answer", schema));
    assertThat(order(json, Route.ofPlan("free"))).containsExactly("middle", "premium");
    ChatRequest tools = Vendors.question().offering(List.of(Vendors.WEATHER));
    assertThat(order(tools, Route.ofPlan("free"))).containsExactly("budget", "middle", "premium");
  }

  @Test
  void aConversationIsNotSentWhereItDoesNotFit() {
    ChatRequest large = ChatRequest.of("word ".repeat(20_000));
    assertThat(order(large, Route.ofPlan("free"))).containsExactly("middle", "rival", "premium");
  }

  @Test
  void aRetiredModelAndOneWithoutAKeyAreNotAsked() {
    withoutKey.add("budget");
    Instant later = Instant.parse("2027-01-01T00:00:00Z");
    assertThat(rank(Vendors.question(), Route.ofPlan("pro"), later).models())
        .extracting(ModelCard::id)
        .containsExactly("middle", "premium");
  }

  @Test
  void withoutTheDefaultTheCheapestIsMeant() {
    withoutKey.add("middle");
    assertThat(rank(Vendors.question(), Route.ofPlan("pro"), NOW).reason())
        .isEqualTo("cheapest, as the default cannot be asked");
  }

  @Test
  void theFastestIsTheOneThatAnsweredSoonestOfLate() {
    health.answered(TestCatalogue.card("budget"), Duration.ofSeconds(3));
    health.answered(TestCatalogue.card("premium"), Duration.ofSeconds(1));
    assertThat(order(Route.ofPlan("quick")).get(0)).isEqualTo("premium");
    for (int i = 0; i < 20; i++) {
      health.answered(TestCatalogue.card("premium"), Duration.ofSeconds(9));
    }
    assertThat(order(Route.ofPlan("quick")).get(0)).isEqualTo("budget");
  }

  private static ChatException failure(ChatFailure kind) {
    return new ChatException(kind, kind.name(), null);
  }
}
