package io.saasbricks.core.table;

import static io.saasbricks.core.table.Attribute.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rendering is a pure function; what the text does is for {@link TableContract} to show. */
class ExpressionTest {
  private final Placeholders placeholders = new Placeholders();

  @Test
  void namesAndValuesNeverAppearInTheText() {
    Update update =
        Update.set("a = :x, b", "'; DROP").and(Update.remove(attribute("c").member("d#e")));
    assertThat(update.render(placeholders)).isEqualTo("SET #n0 = :v0 REMOVE #n1.#n2");
    assertThat(placeholders.names())
        .isEqualTo(Map.of("#n0", "a = :x, b", "#n1", "c", "#n2", "d#e"));
    assertThat(placeholders.values()).isEqualTo(Map.of(":v0", AttributeValue.fromS("'; DROP")));
  }

  @Test
  void aNameUsedTwiceHasOnePlaceholder() {
    assertThat(Update.increment("n", 1).render(placeholders))
        .isEqualTo("SET #n0 = if_not_exists(#n0, :v0) + :v1");
  }

  @Test
  void clausesOfOneKindAreJoinedWhateverTheirOrder() {
    Update update =
        Update.set("a", 1).and(Update.add("b", 2)).and(Update.set("c", 3)).and(Update.remove("d"));
    assertThat(update.render(placeholders))
        .isEqualTo("SET #n0 = :v0, #n1 = :v1 REMOVE #n2 ADD #n3 :v2");
  }

  @Test
  void conditionsAreParenthesised() {
    Condition condition =
        attribute("a").equalTo(1).and(attribute("b").exists().or(attribute("c").missing()));
    assertThat(condition.render(placeholders))
        .isEqualTo("(#n0 = :v0) AND ((attribute_exists(#n1)) OR (attribute_not_exists(#n2)))");
  }

  @Test
  void whatAlwaysHoldsVanishesFromTheText() {
    assertThat(Condition.all(Condition.always(), attribute("a").exists()).render(placeholders))
        .isEqualTo("attribute_exists(#n0)");
    assertThat(Condition.any(Condition.always(), attribute("a").exists()).isAlways()).isTrue();
    assertThat(Condition.all().isAlways()).isTrue();
    assertThatThrownBy(() -> Condition.always().negated())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anExpiryIsComparedInSeconds() {
    Condition condition = Condition.absentOrExpired(Instant.ofEpochMilli(5_999));
    assertThat(condition.render(placeholders))
        .isEqualTo("(attribute_not_exists(#n0)) OR (#n1 <= :v0)");
    assertThat(placeholders.values()).isEqualTo(Map.of(":v0", AttributeValue.fromN("5")));
  }

  @Test
  void transactionStepsThatDoNothingAreRefused() {
    Key key = new Key(PartitionKey.system("TEST"), SortKey.of("1"));
    assertThatThrownBy(
            () -> TransactionSteps.update("t", key, Update.nothing(), Condition.exists()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TransactionSteps.check("t", key, Condition.always()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Transaction().commit()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new Transaction().token(""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Transaction().token("x".repeat(37)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pagesHaveALimit() {
    assertThatThrownBy(() -> PageRequest.first(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PageRequest.last(1001)).isInstanceOf(IllegalArgumentException.class);
  }
}
