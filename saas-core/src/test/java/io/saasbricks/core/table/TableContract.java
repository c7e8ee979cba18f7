package io.saasbricks.core.table;

import static io.saasbricks.core.table.Attribute.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.local.time.ManualTime;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What a table promises, whichever server answers. */
abstract class TableContract {
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final ItemCollection NOTES = ItemCollection.of("NOTE");
  private static final ItemCollection BY_DAY = ItemCollection.of("DAY");
  private static final SortKey ONE = SortKey.of("one");
  private static final SortKey TWO = SortKey.of("two");

  private final ManualTime time = new ManualTime(START);
  private final Consumption consumption = new Consumption();
  private final SaasTable system;
  private final TenantId tenant;
  private final TenantTable table;
  private final Key key;

  TableContract(DynamoDbClient client, String tableName, String tenant) {
    this.system =
        SaasTable.of(client, tableName, time, consumption)
            .sealing(CursorSeal.of(() -> Secret.of("cursor secret"), time));
    this.tenant = new TenantId(tenant);
    this.table = system.in(Principal.of(Principal.Kind.SYSTEM, this.tenant, "test").scope());
    this.key = new Key(PartitionKey.system("TEST", tenant), ONE);
  }

  @Test
  void whatWasPutIsRead() {
    Item item =
        Item.empty()
            .with("text", "ünïcödé \u0000 ☃")
            .with("empty", "")
            .with("whole", new BigDecimal("123456789012345678901234567890"))
            .with("fraction", new BigDecimal("-0.5"))
            .with("flag", true)
            .with("bytes", ByteBuffer.wrap(new byte[] {0, -1, 7}))
            .with("list", List.of("a", new BigDecimal(1), false))
            .with("map", Item.empty().with("PK", "a member may be called so").with("b", "c"))
            .with("strings", Set.of("x", "y"))
            .with("numbers", Set.of(new BigDecimal(1), new BigDecimal(2)))
            .with("buffers", Set.of(ByteBuffer.wrap(new byte[] {1})));
    assertThat(system.put(key, item, Condition.always())).isEqualTo(new WriteOutcome.Applied(item));
    assertThat(system.get(key)).contains(item);
    assertThat(system.get(key, ReadConsistency.EVENTUAL)).contains(item);
  }

  @Test
  void numbersOfEveryKindAreRead() {
    Item item =
        Item.empty()
            .with("int", 7)
            .with("long", Long.MIN_VALUE)
            .with("instant", START)
            .with("large", new BigDecimal("1E+125"))
            .with("small", new BigDecimal("1E-130"));
    system.put(key, item, Condition.always());
    Item read = system.get(key).orElseThrow();
    assertThat(read.number("int")).isEqualTo(7);
    assertThat(read.number("long")).isEqualTo(Long.MIN_VALUE);
    assertThat(read.instant("instant")).isEqualTo(START);
    assertThat(read.decimal("large")).isEqualByComparingTo("1E+125");
    assertThat(read.decimal("small")).isEqualByComparingTo("1E-130");
  }

  @Test
  void aTenantsTableKnowsItsTenant() {
    assertThat(table.tenant()).isEqualTo(tenant);
  }

  @Test
  void anItemThatWasNeverPutIsAbsent() {
    assertThat(system.get(key)).isEmpty();
    assertThat(table.get(NOTES, ONE)).isEmpty();
  }

  @Test
  void aRefusedPutTellsWhatIsThereAndLeavesIt() {
    Item first = text("first");
    assertThat(system.put(key, first, Condition.absent()).applied()).isTrue();
    assertThat(system.put(key, text("second"), Condition.absent()))
        .isEqualTo(new WriteOutcome.Refused(Optional.of(first)));
    assertThat(system.get(key)).contains(first);
  }

  @Test
  void aWriteToAnItemThatMustExistIsRefusedWhenItDoesNot() {
    WriteOutcome.Refused nothingThere = new WriteOutcome.Refused(Optional.empty());
    assertThat(system.put(key, text("x"), Condition.exists())).isEqualTo(nothingThere);
    assertThat(system.update(key, Update.set("a", 1), Condition.exists())).isEqualTo(nothingThere);
    assertThat(system.delete(key, Condition.exists())).isEqualTo(nothingThere);
    assertThat(system.get(key)).isEmpty();
  }

  @Test
  void anUpdateReturnsTheItemAsItIsNow() {
    system.put(key, text("old").with("kept", "yes"), Condition.always());
    WriteOutcome outcome =
        system.update(key, Update.set("text", "new").and(Update.increment("n", 2)), exists());
    Item expected = text("new").with("kept", "yes").with("n", new BigDecimal(2));
    assertThat(outcome).isEqualTo(new WriteOutcome.Applied(expected));
    assertThat(system.get(key)).contains(expected);
  }

  @Test
  void anUpdateCreatesTheItemThatIsAbsent() {
    assertThat(system.update(key, Update.nothing(), Condition.always()))
        .isEqualTo(new WriteOutcome.Applied(Item.empty()));
    assertThat(system.get(key)).contains(Item.empty());
  }

  @Test
  void anUpdateReadsTheItemAsItWasBefore() {
    system.put(key, Item.empty().with("a", 1).with("b", 2), Condition.always());
    Update swap = Update.set("a", attribute("b")).and(Update.set("b", attribute("a")));
    Item swapped = ((WriteOutcome.Applied) system.update(key, swap, exists())).item();
    assertThat(swapped.number("a")).isEqualTo(2);
    assertThat(swapped.number("b")).isEqualTo(1);
  }

  @Test
  void everyKindOfChangeIsMade() {
    system.put(
        key,
        Item.empty()
            .with("map", Item.empty().with("gone", 1))
            .with("set", Set.of("a", "b"))
            .with("kept", "first")
            .with("dropped", "x")
            .with("n", 10),
        Condition.always());
    Update update =
        Update.set(attribute("map").member("status.code"), "ok")
            .and(Update.remove(attribute("map").member("gone")))
            .and(Update.remove("dropped"))
            .and(Update.setIfAbsent("kept", "second"))
            .and(Update.setIfAbsent("fresh", "new"))
            .and(Update.delete("set", Set.of("a")))
            .and(Update.add("others", Set.of("c")))
            .and(Update.add("counter", 5))
            .and(Update.set("n", attribute("n").minus(3)))
            .and(Update.set("with.dot", attribute("missing").orElse("default")));
    Item item = ((WriteOutcome.Applied) system.update(key, update, exists())).item();
    assertThat(item.map("map").attributes()).isEqualTo(Map.of("status.code", "ok"));
    assertThat(item.has("dropped")).isFalse();
    assertThat(item.string("kept")).isEqualTo("first");
    assertThat(item.string("fresh")).isEqualTo("new");
    assertThat(item.strings("set")).containsExactly("b");
    assertThat(item.strings("others")).containsExactly("c");
    assertThat(item.number("counter")).isEqualTo(5);
    assertThat(item.number("n")).isEqualTo(7);
    assertThat(item.string("with.dot")).isEqualTo("default");
  }

  @Test
  void reservedWordsAreOrdinaryNames() {
    Update update =
        Update.set("status", "a").and(Update.set("size", 1)).and(Update.set("timestamp", 2));
    assertThat(system.update(key, update, attribute("name").missing()).applied()).isTrue();
  }

  @Test
  void aDeleteReturnsWhatWasThere() {
    system.put(key, text("x"), Condition.always());
    assertThat(system.delete(key, Condition.always()))
        .isEqualTo(new WriteOutcome.Applied(text("x")));
    assertThat(system.get(key)).isEmpty();
    assertThat(system.delete(key, Condition.always()))
        .isEqualTo(new WriteOutcome.Applied(Item.empty()));
  }

  @Test
  void conditionsHoldOrNot() {
    Item item =
        text("hello")
            .with("n", 5)
            .with("set", Set.of("a", "b"))
            .with("map", Item.empty().with("x", 1));
    system.put(key, item, Condition.always());
    Map<Condition, Boolean> truths = new LinkedHashMap<>();
    truths.put(attribute("n").equalTo(5), true);
    truths.put(attribute("n").equalTo("5"), false);
    truths.put(attribute("n").notEqualTo(6), true);
    truths.put(attribute("n").notEqualTo("5"), true);
    truths.put(attribute("missing").notEqualTo(5), true);
    truths.put(attribute("missing").equalTo(5).negated(), true);
    truths.put(attribute("n").lessThan(5), false);
    truths.put(attribute("n").atMost(5), true);
    truths.put(attribute("n").greaterThan(4), true);
    truths.put(attribute("n").atLeast(6), false);
    truths.put(attribute("n").in(1, 5), true);
    truths.put(attribute("n").in("5"), false);
    truths.put(attribute("missing").lessThan(5), false);
    truths.put(attribute("missing").missing(), true);
    truths.put(attribute("text").startsWith("hell"), true);
    truths.put(attribute("text").contains("z"), false);
    truths.put(attribute("set").contains("b"), true);
    truths.put(attribute("set").size().equalTo(2), true);
    truths.put(attribute("text").size().greaterThan(5), false);
    truths.put(attribute("map").member("x").equalTo(1), true);
    truths.put(attribute("map").member("y").exists(), false);
    truths.put(attribute("n").equalTo(5).negated(), false);
    truths.put(attribute("n").equalTo(1).or(attribute("n").equalTo(5)), true);
    truths.put(attribute("n").equalTo(1).and(attribute("n").equalTo(5)), false);
    truths.put(
        Condition.any(attribute("n").equalTo(1), attribute("text").equalTo("x"))
            .and(Condition.exists()),
        false);
    truths.put(Condition.all(), true);
    truths.put(attribute("n").equalTo(1).or(Condition.always()), true);
    truths.forEach(
        (condition, holds) ->
            assertThat(system.update(key, Update.set("touched", true), condition).applied())
                .as(condition.render(new Placeholders()))
                .isEqualTo(holds));
  }

  @Test
  void anExpiredItemIsNotSeenByAnyReader() {
    Entry entry = Entry.of(NOTES, ONE, text("x").expiringAt(START.plusSeconds(10)));
    table.put(entry.indexedBy(BY_DAY, ONE), Condition.always());
    time.advance(Duration.ofSeconds(9));
    assertThat(table.get(NOTES, ONE)).isPresent();
    time.advance(Duration.ofSeconds(1));
    assertThat(table.get(NOTES, ONE)).isEmpty();
    assertThat(table.query(NOTES, Range.all(), PageRequest.first(10)).items()).isEmpty();
    assertThat(table.queryIndex(BY_DAY, Range.all(), PageRequest.first(10)).items()).isEmpty();
    assertThat(table.getAll(NOTES, List.of(ONE), ReadConsistency.STRONG)).isEmpty();
    assertThat(table.put(Entry.of(NOTES, ONE, text("y")), Condition.absent()))
        .isEqualTo(new WriteOutcome.Refused(Optional.empty()));
  }

  @Test
  void anExpiredItemGivesWay() {
    Item item = text("old").expiringAt(START.plusSeconds(10));
    Condition vacant = Condition.absentOrExpired(START.plusSeconds(10));
    system.put(key, item, Condition.always());
    assertThat(system.put(key, item, Condition.absentOrExpired(START.plusSeconds(9))).applied())
        .isFalse();
    assertThat(system.put(key, text("new"), vacant).applied()).isTrue();
    assertThat(system.put(key, text("newer"), vacant).applied()).isFalse();
  }

  @Test
  void queriesGoThroughACollectionInEitherOrder() {
    putNotes(5);
    assertThat(names(table.query(NOTES, Range.all(), PageRequest.first(10))))
        .containsExactly("n0", "n1", "n2", "n3", "n4");
    assertThat(names(table.query(NOTES, Range.all(), PageRequest.last(2))))
        .containsExactly("n4", "n3");
    assertThat(
            names(
                table.query(
                    NOTES,
                    Range.between(SortKey.of("n1"), SortKey.of("n3")),
                    PageRequest.first(10))))
        .containsExactly("n1", "n2", "n3");
  }

  @Test
  void aPrefixEndsWithItsSegment() {
    for (String first : List.of("a", "ab", "a#", "a%23")) {
      table.put(Entry.of(NOTES, SortKey.of(first, "x"), text(first + "/x")), Condition.always());
    }
    table.put(Entry.of(NOTES, SortKey.of("a"), text("a")), Condition.always());
    assertThat(names(table.query(NOTES, Range.under(SortKey.of("a")), PageRequest.first(10))))
        .containsExactly("a/x");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8})
  void pagesJoinToTheWhole(int limit) {
    putNotes(7);
    assertThat(pageByPage(limit)).isEqualTo(List.of("n0", "n1", "n2", "n3", "n4", "n5", "n6"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void expiredItemsLeaveNoGapsInPages(int limit) {
    for (int i = 0; i < 9; i++) {
      Item item = i % 3 == 0 ? text("n" + i) : text("n" + i).expiringAt(START.minusSeconds(1));
      table.put(Entry.of(NOTES, SortKey.of("n" + i), item), Condition.always());
    }
    Page<Item> first = table.query(NOTES, Range.all(), PageRequest.first(limit));
    assertThat(first.items()).hasSize(Math.min(limit, 3));
    assertThat(pageByPage(limit)).isEqualTo(List.of("n0", "n3", "n6"));
  }

  @Test
  void aPageThatOverflowsIsCutAndTheNextGoesOnBehindTheCut() {
    for (int i = 0; i < 6; i++) {
      Item item = i == 0 ? text("n0").expiringAt(START) : text("n" + i);
      Entry entry = Entry.of(NOTES, SortKey.of("n" + i), item);
      table.put(entry.indexedBy(BY_DAY, SortKey.of("d" + (9 - i))), Condition.always());
    }
    assertThat(pageByPage(2)).isEqualTo(List.of("n1", "n2", "n3", "n4", "n5"));
    assertThat(names(table.query(NOTES, Range.all(), PageRequest.first(2))))
        .containsExactly("n1", "n2");
    PageRequest latest = PageRequest.last(2);
    Page<Item> first = table.queryIndex(BY_DAY, Range.all(), latest);
    assertThat(names(first)).containsExactly("n1", "n2");
    Page<Item> second = table.queryIndex(BY_DAY, Range.all(), latest.after(first.cursor()));
    assertThat(names(second)).containsExactly("n3", "n4");
  }

  @Test
  void theLastPageHasNoCursorAndAFullOneCostsNoFurtherRequest() {
    putNotes(3);
    table.put(
        Entry.of(NOTES, SortKey.of("a"), text("expired").expiringAt(START)), Condition.always());
    Consumption.Snapshot start = consumption.snapshot();
    Page<Item> all = table.query(NOTES, Range.all(), PageRequest.first(3));
    assertThat(names(all)).containsExactly("n0", "n1", "n2");
    assertThat(all.cursor()).isEmpty();
    assertThat(consumption.snapshot().since(start).requests()).isEqualTo(2);
    start = consumption.snapshot();
    Range live = Range.between(SortKey.of("n0"), SortKey.of("n9"));
    assertThat(names(table.query(NOTES, live, PageRequest.first(2)))).containsExactly("n0", "n1");
    assertThat(consumption.snapshot().since(start).requests()).isEqualTo(1);
  }

  @Test
  void aTableWithoutASealOpensNoCursor() {
    SaasTable sealless = SaasTable.of(system.engine().client(), system.name(), time);
    PageRequest page = PageRequest.first(1).after(Optional.of("cursor"));
    assertThatThrownBy(() -> sealless.query(key.partition(), Range.all(), page))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("seal");
  }

  @Test
  void theIndexListsWhatIsPlacedInIt() {
    for (int i = 0; i < 3; i++) {
      Entry entry = Entry.of(NOTES, SortKey.of("n" + i), text("n" + i));
      table.put(entry.indexedBy(BY_DAY, SortKey.of("d" + (9 - i))), Condition.always());
    }
    table.put(Entry.of(NOTES, SortKey.of("n3"), text("n3")), Condition.always());
    Page<Item> first = table.queryIndex(BY_DAY, Range.all(), PageRequest.first(2));
    assertThat(names(first)).containsExactly("n2", "n1");
    Page<Item> second =
        table.queryIndex(BY_DAY, Range.all(), PageRequest.first(2).after(first.cursor()));
    assertThat(names(second)).containsExactly("n0");
    assertThat(first.items().get(0)).isEqualTo(text("n2"));
  }

  @Test
  void pagesOfTheIndexSkipWhatHasExpired() {
    for (int i = 0; i < 6; i++) {
      Item item = i % 2 == 0 ? text("n" + i) : text("n" + i).expiringAt(START);
      Entry entry = Entry.of(NOTES, SortKey.of("n" + i), item);
      table.put(entry.indexedBy(BY_DAY, SortKey.of("d" + i)), Condition.always());
    }
    Page<Item> first = table.queryIndex(BY_DAY, Range.all(), PageRequest.first(2));
    assertThat(names(first)).containsExactly("n0", "n2");
    Page<Item> second =
        table.queryIndex(BY_DAY, Range.all(), PageRequest.first(2).after(first.cursor()));
    assertThat(names(second)).containsExactly("n4");
  }

  @Test
  void aBatchOfAnySizeIsWrittenReadAndDeleted() {
    List<SortKey> sorts = IntStream.range(0, 130).mapToObj(i -> SortKey.of("s" + i)).toList();
    table.putAll(sorts.stream().map(sort -> Entry.of(NOTES, sort, text(sort.encoded()))).toList());
    List<SortKey> asked = new ArrayList<>(sorts);
    asked.add(SortKey.of("never written"));
    asked.add(sorts.get(0));
    Map<SortKey, Item> found = table.getAll(NOTES, asked, ReadConsistency.STRONG);
    assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(sorts);
    assertThat(found).allSatisfy((sort, item) -> assertThat(item).isEqualTo(text(sort.encoded())));
    table.deleteAll(NOTES, asked);
    assertThat(table.getAll(NOTES, asked, ReadConsistency.STRONG)).isEmpty();
  }

  @Test
  void aSystemBatchIsWrittenReadAndDeleted() {
    Key other = new Key(key.partition(), TWO);
    system.putAll(Map.of(key, text("1"), other, text("2")));
    assertThat(system.getAll(List.of(key, other), ReadConsistency.EVENTUAL))
        .isEqualTo(Map.of(key, text("1"), other, text("2")));
    system.deleteAll(List.of(key, other));
    assertThat(system.getAll(List.of(key, other), ReadConsistency.STRONG)).isEmpty();
    assertThat(system.getAll(List.of(), ReadConsistency.STRONG)).isEmpty();
  }

  @Test
  void aBatchWithOneKeyTwiceIsRefusedBeforeTheCall() {
    Entry entry = Entry.of(NOTES, ONE, text("x"));
    long before = consumption.snapshot().requests();
    assertThatThrownBy(() -> table.putAll(List.of(entry, entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
    assertThat(consumption.snapshot().requests()).isEqualTo(before);
  }

  @Test
  void aTransactionIsWrittenWhole() {
    table.put(Entry.of(NOTES, TWO, text("to delete")), Condition.always());
    system.put(key, text("x"), Condition.always());
    TransactionOutcome outcome =
        new Transaction()
            .put(table, Entry.of(NOTES, ONE, text("put")), Condition.absent())
            .delete(table, NOTES, TWO, Condition.exists())
            .update(table, NOTES, SortKey.of("3"), Update.increment("n", 3), Condition.always())
            .check(system, key, attribute("text").equalTo("x"))
            .commit();
    assertThat(outcome.applied()).isTrue();
    assertThat(table.get(NOTES, ONE)).contains(text("put"));
    assertThat(table.get(NOTES, TWO)).isEmpty();
    assertThat(table.get(NOTES, SortKey.of("3")).orElseThrow().number("n")).isEqualTo(3);
  }

  @Test
  void everySystemStepIsWritten() {
    Key other = new Key(PartitionKey.system("OTHER", tenant.value()), TWO);
    system.put(other, text("x"), Condition.always());
    TransactionOutcome outcome =
        new Transaction()
            .put(system, key, text("put"), Condition.absent())
            .delete(system, other, Condition.exists())
            .update(system, new Key(key.partition(), TWO), Update.set("a", 1), Condition.absent())
            .check(table, NOTES, ONE, Condition.absent())
            .commit();
    assertThat(outcome.applied()).isTrue();
    assertThat(system.get(key)).contains(text("put"));
    assertThat(system.get(other)).isEmpty();
  }

  @Test
  void aTransactionWithOneRefusedStepWritesNothing() {
    system.put(key, text("there"), Condition.always());
    TransactionOutcome outcome =
        new Transaction()
            .put(table, Entry.of(NOTES, ONE, text("put")), Condition.absent())
            .put(system, key, text("overwritten"), Condition.absent())
            .commit();
    TransactionOutcome.Refused refused = (TransactionOutcome.Refused) outcome;
    assertThat(refused.failed(0)).isFalse();
    assertThat(refused.failed(1)).isTrue();
    assertThat(refused.steps().get(1).existing()).contains(text("there"));
    assertThat(table.get(NOTES, ONE)).isEmpty();
    assertThat(system.get(key)).contains(text("there"));
  }

  @Test
  void aTransactionUnderOneTokenTakesEffectOnce() {
    String token = tenant.value();
    Transaction first = new Transaction().token(token);
    first.update(table, NOTES, ONE, Update.increment("n", 1), Condition.always()).commit();
    Transaction again = new Transaction().token(token);
    again.update(table, NOTES, ONE, Update.increment("n", 1), Condition.always()).commit();
    assertThat(table.get(NOTES, ONE).orElseThrow().number("n")).isEqualTo(1);
  }

  @Test
  void aTokenHasOneToThirtySixCharacters() {
    assertThat(new Transaction().token("x".repeat(36))).isNotNull();
    for (String token : List.of("", "x".repeat(37))) {
      assertThatThrownBy(() -> new Transaction().token(token))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anotherTransactionUnderTheSameTokenIsRejected() {
    String token = tenant.value();
    new Transaction().token(token).put(system, key, text("1"), Condition.always()).commit();
    Transaction other =
        new Transaction().token(token).put(system, key, text("2"), Condition.always());
    assertThatThrownBy(other::commit).isInstanceOf(StoreRejectedException.class);
  }

  @Test
  void oneItemTwiceInATransactionIsRejected() {
    Transaction twice =
        new Transaction()
            .put(system, key, text("1"), Condition.always())
            .check(system, key, Condition.exists());
    assertThatThrownBy(twice::commit).isInstanceOf(StoreRejectedException.class);
  }

  @Test
  void anItemOfExactly400KilobytesFitsAndOneByteMoreIsRefusedBeforeTheCall() {
    int keyBytes = "PK".length() + key.partition().encoded().length() + "SK".length() + 3;
    int room = 400 * 1024 - keyBytes - "text".length();
    // Two bytes a character: the limit counts bytes.
    String fits = "é".repeat(room / 2) + "e".repeat(room % 2);
    assertThat(system.put(key, text(fits), Condition.always()).applied()).isTrue();
    long before = consumption.snapshot().requests();
    assertThatThrownBy(() -> system.put(key, text(fits + "e"), Condition.always()))
        .isInstanceOf(ItemTooLargeException.class)
        .hasMessageContaining("409601");
    assertThatThrownBy(() -> system.putAll(Map.of(key, text(fits + "e"))))
        .isInstanceOf(ItemTooLargeException.class);
    String alone = "x".repeat(400 * 1024 + 1);
    assertThatThrownBy(() -> system.update(key, Update.set("b", alone), Condition.always()))
        .isInstanceOf(ItemTooLargeException.class);
    assertThat(consumption.snapshot().requests()).isEqualTo(before);
  }

  @Test
  void anUpdateThatMakesTheItemTooLargeIsRejected() {
    String half = "x".repeat(300 * 1024);
    system.put(key, text(half), Condition.always());
    assertThatThrownBy(() -> system.update(key, Update.set("b", half), Condition.always()))
        .isInstanceOf(StoreRejectedException.class);
  }

  @Test
  void whatCallsCostIsAddedUp() {
    Consumption.Snapshot start = consumption.snapshot();
    system.put(key, text("x".repeat(1500)), Condition.always());
    assertThat(consumption.snapshot().since(start)).isEqualTo(new Consumption.Snapshot(1, 0, 2));
    system.get(key);
    system.get(key, ReadConsistency.EVENTUAL);
    assertThat(consumption.snapshot().since(start)).isEqualTo(new Consumption.Snapshot(3, 1.5, 2));
    assertThat(consumption.snapshot().since(start)).hasToString("3 requests, 1.5 RCU, 2.0 WCU");
    new Transaction().delete(system, key, Condition.exists()).commit();
    Consumption.Snapshot all = consumption.snapshot().since(start);
    assertThat(all.requests()).isEqualTo(4);
    assertThat(all.writeUnits()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void queriesBatchesAndDeletesAreAddedUpToo() {
    List<SortKey> sorts = List.of(ONE, TWO);
    Consumption.Snapshot start = consumption.snapshot();
    table.putAll(sorts.stream().map(sort -> Entry.of(NOTES, sort, text("x"))).toList());
    assertThat(consumption.snapshot().since(start)).isEqualTo(new Consumption.Snapshot(1, 0, 2));
    table.getAll(NOTES, sorts, ReadConsistency.STRONG);
    assertThat(consumption.snapshot().since(start)).isEqualTo(new Consumption.Snapshot(2, 2, 2));
    table.getAll(NOTES, sorts, ReadConsistency.EVENTUAL);
    assertThat(consumption.snapshot().since(start)).isEqualTo(new Consumption.Snapshot(3, 3, 2));
    table.query(NOTES, Range.all(), PageRequest.first(10), ReadConsistency.STRONG);
    assertThat(consumption.snapshot().since(start)).isEqualTo(new Consumption.Snapshot(4, 4, 2));
    table.query(NOTES, Range.all(), PageRequest.first(10), ReadConsistency.EVENTUAL);
    assertThat(consumption.snapshot().since(start)).isEqualTo(new Consumption.Snapshot(5, 4.5, 2));
    assertThat(table.delete(NOTES, ONE, Condition.exists()))
        .isEqualTo(new WriteOutcome.Applied(text("x")));
    assertThat(consumption.snapshot().since(start)).isEqualTo(new Consumption.Snapshot(6, 4.5, 3));
  }

  @Test
  void aRefusedWriteToAKilobyteCostsOneUnit() {
    int keyBytes = "PK".length() + key.partition().encoded().length() + "SK".length() + 3;
    String kilobyte = "x".repeat(1024 - keyBytes - "text".length());
    system.put(key, text(kilobyte), Condition.always());
    Consumption.Snapshot start = consumption.snapshot();
    system.update(key, Update.set("a", 1), Condition.absent());
    assertThat(consumption.snapshot().since(start)).isEqualTo(new Consumption.Snapshot(1, 0, 1));
  }

  @Test
  void aRefusedWriteCostsTheUnitsOfTheItemThatIsThere() {
    system.put(key, text("x".repeat(1500)), Condition.always());
    Consumption.Snapshot start = consumption.snapshot();
    system.update(key, Update.set("a", 1), Condition.absent());
    assertThat(consumption.snapshot().since(start)).isEqualTo(new Consumption.Snapshot(1, 0, 2));
    Key nothing = Key.single(PartitionKey.system("NOTHING"));
    system.update(nothing, Update.set("a", 1), Condition.exists());
    assertThat(consumption.snapshot().since(start)).isEqualTo(new Consumption.Snapshot(2, 0, 3));
  }

  @Test
  void aTableThatIsNotThereRejectsEveryCall() {
    SaasTable missing = SaasTable.of(system.engine().client(), "no-such-table", time);
    assertThatThrownBy(() -> missing.get(key))
        .isInstanceOf(StoreRejectedException.class)
        .hasMessageContaining("no-such-table")
        .hasMessageContaining("ResourceNotFoundException");
  }

  @Test
  void noCallIsMadeWhenNoTimeIsLeft() {
    Deadline deadline = Deadline.in(Duration.ofSeconds(1), time.nanos());
    SaasTable bounded = system.within(deadline);
    TenantTable boundedTenant = table.within(deadline);
    assertThat(bounded.get(key)).isEmpty();
    time.advance(Duration.ofSeconds(1));
    long before = consumption.snapshot().requests();
    assertThatThrownBy(() -> bounded.get(key)).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> boundedTenant.query(NOTES, Range.all(), PageRequest.first(1)))
        .isInstanceOf(StoreUnavailableException.class);
    Transaction late = new Transaction().put(bounded, key, text("x"), Condition.always());
    assertThatThrownBy(late::commit).isInstanceOf(StoreUnavailableException.class);
    assertThat(consumption.snapshot().requests()).isEqualTo(before);
  }

  private void putNotes(int count) {
    for (int i = 0; i < count; i++) {
      table.put(Entry.of(NOTES, SortKey.of("n" + i), text("n" + i)), Condition.always());
    }
  }

  private List<String> pageByPage(int limit) {
    List<String> names = new ArrayList<>();
    PageRequest request = PageRequest.first(limit);
    Optional<String> cursor;
    do {
      Page<Item> page = table.query(NOTES, Range.all(), request);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      names.addAll(names(page));
      cursor = page.cursor();
      request = request.after(cursor);
    } while (cursor.isPresent());
    return names;
  }

  private static List<String> names(Page<Item> page) {
    return page.map(item -> item.string("text")).items();
  }

  private static Item text(String text) {
    return Item.empty().with("text", text);
  }

  private static Condition exists() {
    return Condition.exists();
  }
}
