package io.saasbricks.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.local.time.ManualTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Each wall with the others taken away, so that each is seen to hold alone. A broken table is one
 * that composes Bob's keys for Ann: what a mistake in the composing of keys would amount to.
 */
class WallsTest {
  private static final TenantId ANN = new TenantId("tenantann");
  private static final TenantId BOB = new TenantId("tenantbob");
  private static final ItemCollection NOTES = ItemCollection.of("NOTE");
  private static final ItemCollection BY_DAY = ItemCollection.of("DAY");
  private static final SortKey ONE = SortKey.of("one");
  private static final Reach ANNS = Reach.under("T#tenantann#");

  private final MemoryTables tables = new MemoryTables(MemoryTables.NAME);
  private final Consumption consumption = new Consumption();
  private final ManualTime time = new ManualTime(Instant.parse("2025-01-01T00:00:00Z"));
  private final Optional<CursorSeal> seal =
      Optional.of(CursorSeal.of(() -> Secret.of("cursor secret"), time));

  @BeforeEach
  void bobHasTwoNotes() {
    TenantTable bobs = table(DynamoDb.guarded(), BOB, Reach.under("T#tenantbob#"));
    for (SortKey sort : List.of(ONE, SortKey.of("two"))) {
      Item note = Item.empty().with("text", "bob's");
      bobs.put(Entry.of(NOTES, sort, note).indexedBy(BY_DAY, sort), Condition.always());
    }
  }

  /** Everything that shows or changes an item. */
  static Stream<Consumer<TenantTable>> everything() {
    return Stream.concat(
        readings(),
        Stream.of(
            t -> t.put(note(), Condition.always()),
            t -> t.update(NOTES, ONE, Update.set("text", "ann's"), Condition.always()),
            t -> t.delete(NOTES, ONE, Condition.always()),
            t -> t.putAll(List.of(note())),
            t -> t.deleteAll(NOTES, List.of(ONE)),
            t -> new Transaction().put(t, note(), Condition.always()).commit(),
            t -> new Transaction().delete(t, NOTES, ONE, Condition.always()).commit(),
            t -> new Transaction().check(t, NOTES, ONE, Condition.exists()).commit()));
  }

  /** Everything that shows an item, the conditional writes that are refused included. */
  static Stream<Consumer<TenantTable>> readings() {
    return Stream.of(
        t -> t.get(NOTES, ONE),
        t -> t.get(NOTES, ONE, ReadConsistency.EVENTUAL),
        t -> t.getAll(NOTES, List.of(ONE), ReadConsistency.STRONG),
        t -> t.query(NOTES, Range.all(), PageRequest.first(5)),
        t -> t.queryIndex(BY_DAY, Range.all(), PageRequest.first(5)),
        t -> t.put(note(), Condition.absent()),
        t -> t.update(NOTES, ONE, Update.set("a", 1), Condition.absent()),
        t -> t.delete(NOTES, ONE, Condition.absent()),
        t -> new Transaction().put(t, note(), Condition.absent()).commit(),
        t -> new Transaction().check(t, NOTES, ONE, Condition.absent()).commit());
  }

  @ParameterizedTest
  @MethodSource("everything")
  void theOutgoingGuardAloneStopsABrokenTable(Consumer<TenantTable> call) {
    TenantTable broken = table(DynamoDb.guarded(), BOB, ANNS);
    assertThatThrownBy(() -> call.accept(broken)).isInstanceOf(IsolationException.class);
    assertThat(bobsNotes()).containsExactly("bob's", "bob's");
    assertThat(consumption.snapshot().writeUnits()).isEqualTo(4.0);
  }

  @ParameterizedTest
  @MethodSource("readings")
  void theIncomingCheckAloneShowsNothingOfABrokenTable(Consumer<TenantTable> call) {
    TenantTable broken = unguarded(BOB, ANNS);
    assertThatThrownBy(() -> call.accept(broken)).isInstanceOf(IsolationException.class);
  }

  @ParameterizedTest
  @MethodSource("everything")
  void theTypesAloneComposeTheOwnKeysOnly(Consumer<TenantTable> call) {
    call.accept(unguarded(ANN, Reach.SYSTEM));
    assertThat(bobsNotes()).containsExactly("bob's", "bob's");
  }

  @Test
  void theSealAloneRefusesTheCursorOfAnotherTenant() {
    Page<Item> bobs = unguarded(BOB, Reach.SYSTEM).query(NOTES, Range.all(), PageRequest.first(1));
    PageRequest stolen = PageRequest.first(1).after(bobs.cursor());
    TenantTable anns = unguarded(ANN, Reach.SYSTEM);
    assertThat(bobs.cursor()).isPresent();
    assertThatThrownBy(() -> anns.query(NOTES, Range.all(), stolen))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void theGuardAloneRefusesACursorThatOpensToAnotherTenant() {
    TenantTable bobs = table(DynamoDb.guarded(), BOB, Reach.under("T#tenantbob#"));
    Optional<String> cursor = bobs.query(NOTES, Range.all(), PageRequest.first(1)).cursor();
    TenantTable broken = table(DynamoDb.guarded(), BOB, ANNS);
    PageRequest stolen = PageRequest.first(1).after(cursor);
    assertThatThrownBy(() -> broken.query(NOTES, Range.all(), stolen))
        .isInstanceOf(IsolationException.class);
  }

  @Test
  void aScopeYieldsATableWithAllWalls() {
    TenantTable anns =
        SaasTable.of(tables.client(DynamoDb.guarded()), MemoryTables.NAME, time)
            .in(Principal.of(Principal.Kind.SESSION, ANN, "user1").scope());
    assertThat(anns.reach()).isEqualTo(ANNS);
    assertThat(anns.get(NOTES, ONE)).isEmpty();
  }

  private List<String> bobsNotes() {
    return table(DynamoDb.guarded(), BOB, Reach.under("T#tenantbob#"))
        .query(NOTES, Range.all(), PageRequest.first(5))
        .map(note -> note.string("text"))
        .items();
  }

  private static Entry note() {
    return Entry.of(NOTES, ONE, Item.empty().with("text", "ann's"));
  }

  private TenantTable unguarded(TenantId tenant, Reach reach) {
    return table(tables.unguarded(), tenant, reach);
  }

  private TenantTable table(
      software.amazon.awssdk.core.client.config.ClientOverrideConfiguration configuration,
      TenantId tenant,
      Reach reach) {
    return table(tables.client(configuration), tenant, reach);
  }

  private TenantTable table(DynamoDbClient client, TenantId tenant, Reach reach) {
    return new TenantTable(
        new TableEngine(
            client, MemoryTables.NAME, time, consumption, Backoff.STANDARD, Optional.empty()),
        tenant,
        seal,
        reach);
  }
}
