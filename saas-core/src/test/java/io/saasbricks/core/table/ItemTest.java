package io.saasbricks.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemTest {
  private static final Item ITEM = Item.empty().with("text", "a").with("number", 5).with("f", true);

  @Test
  void anAbsentAttributeIsNeverReadAsADefault() {
    assertThatThrownBy(() -> ITEM.number("missing"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("attribute missing is missing");
    assertThatThrownBy(() -> ITEM.number("text"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("attribute text is no Number");
    assertThatThrownBy(() -> ITEM.string("number")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void optionalAccessorsGiveEmptyForAbsentAttributesOnly() {
    assertThat(ITEM.optionalString("missing")).isEmpty();
    assertThat(ITEM.optionalString("text")).contains("a");
    assertThatThrownBy(() -> ITEM.optionalString("number"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(ITEM.optionalInstant("missing")).isEmpty();
    assertThat(ITEM.number("missing", 9)).isEqualTo(9);
    assertThat(ITEM.number("number", 9)).isEqualTo(5);
  }

  @Test
  void aNumberWithAFractionIsNoWholeNumber() {
    Item item = Item.of(Map.of("half", new BigDecimal("0.5"), "huge", new BigDecimal("1e19")));
    assertThatThrownBy(() -> item.number("half")).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> item.number("huge")).isInstanceOf(ArithmeticException.class);
    assertThat(item.decimal("half")).isEqualByComparingTo("0.5");
  }

  @Test
  void everyTypeHasItsAccessor() {
    Instant now = Instant.ofEpochMilli(1_700_000_000_123L);
    Item item =
        Item.empty()
            .with("instant", now)
            .with("bytes", ByteBuffer.wrap(new byte[] {1, 2}))
            .with("map", ITEM)
            .with("list", List.of("x", "y"))
            .with("set", Set.of("z"))
            .with("none", Optional.empty())
            .with("some", Optional.of("here"))
            .expiringAt(now);
    assertThat(item.instant("instant")).isEqualTo(now);
    assertThat(item.optionalInstant("instant")).contains(now);
    assertThat(item.binary("bytes").isReadOnly()).isTrue();
    assertThat(item.map("map").bool("f")).isTrue();
    assertThat(item.list("list")).hasSize(2);
    assertThat(item.strings("list")).containsExactly("x", "y");
    assertThat(item.strings("set")).containsExactly("z");
    assertThat(item.set("set")).hasSize(1);
    assertThat(item.has("none")).isFalse();
    assertThat(item.string("some")).isEqualTo("here");
    assertThat(item.number("ttl")).isEqualTo(1_700_000_000L);
  }

  @Test
  void itemsOfEqualAttributesAreEqual() {
    Item same = Item.empty().with("f", true).with("number", 5).with("text", "a");
    assertThat(ITEM).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(ITEM.with("number", 6));
    assertThat(ITEM.hashCode()).isNotEqualTo(ITEM.with("number", 6).hashCode());
  }

  @Test
  void aTruthValueMayBeFalse() {
    assertThat(ITEM.with("f", false).bool("f")).isFalse();
  }

  @Test
  void anAttributeIsNamedByItsPath() {
    assertThat(Attribute.attribute("map").member("a")).hasToString("map.a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678901234567890123456789012345678",
        "9.9999999999999999999999999999999999999e125",
        "1e-130"
      })
  void aNumberAsLongAsDynamoDbAllowsIsTaken(String number) {
    assertThat(Values.encode(new BigDecimal(number)).n())
        .isEqualTo(new BigDecimal(number).toPlainString());
  }

  @Test
  void itsTextShowsNamesAndNoValues() {
    assertThat(ITEM).hasToString("Item[text, number, f]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PK", "SK", "GSI1PK", "GSI1SK"})
  void keyAttributesCannotBeWritten(String name) {
    Key key = new Key(PartitionKey.system("TEST"), SortKey.of("1"));
    assertThatThrownBy(() -> key.encoded(Item.empty().with(name, "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
    assertThatThrownBy(() -> Update.set(name, "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Update.set(Attribute.attribute(name).member("a"), "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Update.remove(name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Update.add(name, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Update.delete(name, Set.of("x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789012345678901234567890123456789",
        "1e126",
        "1e-131",
        "1e999999999",
        "-1e999999999"
      })
  void aNumberThatDynamoDbCannotHoldIsRefused(String number) {
    assertThatThrownBy(() -> Values.encode(new BigDecimal(number)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot hold");
  }

  @Test
  void whatIsNoAttributeValueIsRefused() {
    for (Object value : List.of(1.5, 1.5f, new Object(), 'c', Set.of(1.5), Set.of())) {
      assertThatThrownBy(() -> Values.encode(value)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void sizesAreThoseOfTheDeveloperGuide() {
    assertThat(sizeOf(Item.empty().with("a", "é"))).isEqualTo(3);
    assertThat(sizeOf(Item.empty().with("a", true))).isEqualTo(2);
    assertThat(sizeOf(Item.empty().with("a", ByteBuffer.allocate(7)))).isEqualTo(8);
    assertThat(sizeOf(Item.empty().with("a", 12345))).isEqualTo(1 + 4);
    assertThat(sizeOf(Item.empty().with("a", -12345))).isEqualTo(1 + 5);
    assertThat(sizeOf(Item.empty().with("a", new BigDecimal("1e100")))).isEqualTo(1 + 2);
    assertThat(sizeOf(Item.empty().with("a", List.of("b", "c")))).isEqualTo(1 + 3 + 4);
    assertThat(sizeOf(Item.empty().with("a", Map.of("b", "c")))).isEqualTo(1 + 3 + 1 + 2);
    assertThat(sizeOf(Item.empty().with("a", Set.of("bc", "d")))).isEqualTo(1 + 3);
    assertThat(sizeOf(Item.empty().with("a", Set.of(1, 2)))).isEqualTo(1 + 4);
    assertThat(sizeOf(Item.empty().with("a", Set.of(ByteBuffer.allocate(5))))).isEqualTo(1 + 5);
  }

  private static int sizeOf(Item item) {
    return ItemSize.of(Values.encodeAll(item.attributes()));
  }
}
