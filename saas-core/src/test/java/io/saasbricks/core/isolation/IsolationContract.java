package io.saasbricks.core.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.http.TestFunction;
import io.saasbricks.core.idempotency.Claim;
import io.saasbricks.core.idempotency.Idempotency;
import io.saasbricks.core.idempotency.WorkId;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Consumption;
import io.saasbricks.core.table.CursorSeal;
import io.saasbricks.core.table.DynamoDb;
import io.saasbricks.core.table.Entry;
import io.saasbricks.core.table.InvalidCursorException;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.ItemCollection;
import io.saasbricks.core.table.MemoryTables;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.ReadConsistency;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.TenantTable;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.Update;
import io.saasbricks.core.tenant.Placement;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.Tenant;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.core.tenant.TenantPlacement;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.local.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Ann tries to reach Bob, wherever the two have been placed. The numbers are of the attack list.
 */
abstract class IsolationContract {
  private static final TenantId ANN = new TenantId("tenantann");

  /** Ann's id is a prefix of it (15). */
  private static final TenantId BOB = new TenantId("tenantann1");

  private static final ItemCollection NOTES = ItemCollection.of("NOTE");
  private static final ItemCollection BY_DAY = ItemCollection.of("DAY");
  private static final SortKey ONE = SortKey.of("one");
  private static final String SECRET = "bob's secret";

  private final MemoryTables tables = new MemoryTables(MemoryTables.NAME, "t-ann", "t-bob");
  private final DynamoDbClient client = tables.client(DynamoDb.guarded());
  private final ManualTime time = new ManualTime(Instant.parse("2025-01-01T00:00:00Z"));
  private final Consumption consumption = new Consumption();
  private final SaasTable pool =
      SaasTable.of(client, MemoryTables.NAME, time, consumption)
          .sealing(CursorSeal.of(() -> Secret.of("cursor secret"), time));
  private final TenantStore tenants = TenantStore.of(pool, time, time.nanos());
  private final List<TenantId> silosOpened = new ArrayList<>();
  private final TenantPlacement placement =
      TenantPlacement.of(
          pool,
          (tenant, silo) -> {
            silosOpened.add(tenant);
            return tables.client(DynamoDb.guarded());
          });

  /** Where a tenant's data lies. */
  abstract Placement placementOf(String table);

  @BeforeEach
  void bothHaveData() {
    tenants.create(ANN, "Ann", "pro", placementOf("t-ann"));
    tenants.create(BOB, "Bob", "pro", placementOf("t-bob"));
    for (int i = 0; i < 3; i++) {
      write(bobs(), SortKey.of("b" + i), SECRET);
      write(anns(), SortKey.of("a" + i), "ann's");
    }
    write(bobs(), ONE, SECRET);
  }

  private static void write(TenantTable table, SortKey sort, String text) {
    Item item = Item.empty().with("text", text);
    table.put(Entry.of(NOTES, sort, item).indexedBy(BY_DAY, sort), Condition.always());
  }

  private TenantContext context(TenantId tenant) {
    return WithTenant.of(tenants, PlanCatalogue.standard())
        .contextOf(Principal.of(Principal.Kind.SESSION, tenant, "user1"));
  }

  private TenantTable anns() {
    return placement.table(context(ANN));
  }

  private TenantTable bobs() {
    return placement.table(context(BOB));
  }

  /** 1 to 4. */
  @Test
  void aTenantNamedInPathQueryHeaderOrBodyIsNotTheTenant() {
    Handler reading =
        request ->
            HttpResponse.empty(200)
                .with("tenant", TenantContext.of(request).id().value())
                .with(
                    "found", placement.table(TenantContext.of(request)).get(NOTES, ONE).toString());
    Principal ann = Principal.of(Principal.Kind.SESSION, ANN, "user1");
    TestFunction function =
        new TestFunction(
            reading.behind(
                (request, next) -> next.handle(request.by(ann)),
                WithTenant.of(tenants, PlanCatalogue.standard())));
    String plain = TestFunction.event("GET /tenants/tenantann1/notes");
    String event =
        plain.substring(0, plain.length() - 1)
            + ",\"headers\":{\"x-tenant-id\":\"tenantann1\",\"x-amz-tenant-id\":\"tenantann1\"},"
            + "\"rawQueryString\":\"tenantId=tenantann1\","
            + "\"pathParameters\":{\"tenantId\":\"tenantann1\"},"
            + "\"body\":\"{\\\"tenantId\\\":\\\"tenantann1\\\"}\"}";
    JsonObject headers =
        function.call(event, io.saasbricks.core.http.FakeContext.USUAL).object("headers");
    assertThat(headers.string("tenant")).isEqualTo("tenantann");
    assertThat(headers.string("found")).isEqualTo("Optional.empty");
  }

  /** 15, 51. */
  @Test
  void anItemOfAnotherLooksLikeNoneAtAll() {
    Consumption.Snapshot start = consumption.snapshot();
    assertThat(anns().get(NOTES, ONE)).isEmpty();
    Consumption.Snapshot foreign = consumption.snapshot();
    assertThat(anns().get(NOTES, SortKey.of("nowhere"))).isEmpty();
    assertThat(consumption.snapshot().since(foreign)).isEqualTo(foreign.since(start));
    assertThat(Problem.notFound("note").status()).isEqualTo(404);
  }

  /** 16, 17. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "#",
        "##",
        "one#",
        "#one",
        "%23",
        "\u0000",
        "\n",
        "\r\nx",
        "../T#tenantann1#NOTE",
        "T#tenantann1#NOTE#one",
        "*",
        "?",
        "${aws:PrincipalTag/tenant}",
        "\uffff",
        "one\u0000"
      })
  void noSortKeyLeadsOutOfTheCollection(String text) {
    for (SortKey sort : List.of(SortKey.of(text), SortKey.of("1", text), SortKey.of(text, "one"))) {
      assertThat(anns().get(NOTES, sort)).isEmpty();
      write(anns(), sort, "ann's");
      assertThat(anns().get(NOTES, sort)).isPresent();
      anns().delete(NOTES, sort, Condition.exists());
    }
    assertBobIsUntouched();
  }

  /** 14, 16. */
  @ParameterizedTest
  @ValueSource(strings = {"1#NOTE", "#", "", "%", "1#NOTE#one", "\u0000", "../../tenantann1"})
  void noParentOfACollectionLeadsToAnother(String parent) {
    ItemCollection hostile = ItemCollection.of("NOTE", parent);
    assertThat(texts(anns().query(hostile, Range.all(), PageRequest.first(10)))).isEmpty();
    assertThat(texts(anns().queryIndex(hostile, Range.all(), PageRequest.first(10)))).isEmpty();
    write(anns(), ONE, "ann's");
    assertBobIsUntouched();
  }

  /** 20, 21. */
  @ParameterizedTest
  @ValueSource(strings = {"PK", "SK", "GSI1PK", "GSI1SK"})
  void aPayloadCannotNameAKey(String name) {
    Item payload = Item.empty().with(name, "T#tenantann1#NOTE");
    Entry entry = Entry.of(NOTES, ONE, payload);
    assertThatThrownBy(() -> anns().put(entry, Condition.always()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> anns().putAll(List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Transaction().put(anns(), entry, Condition.always()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Update.set(name, "T#tenantann1#NOTE"))
        .isInstanceOf(IllegalArgumentException.class);
    assertBobIsUntouched();
  }

  /** 21: a member of a map may be called as a key without being one. */
  @Test
  void anUpdateOfAMemberNamedLikeAKeyMovesNothing() {
    write(anns(), ONE, "ann's");
    Update update = Update.set("map", Item.empty().with("PK", "T#tenantann1#NOTE"));
    assertThat(anns().update(NOTES, ONE, update, Condition.exists()).applied()).isTrue();
    assertBobIsUntouched();
  }

  /** 22, 23. */
  @Test
  void noRangeReachesBeyondTheCollection() {
    List<Range> ranges =
        List.of(
            Range.all(),
            Range.between(SortKey.of("\u0000"), SortKey.of("\uffff")),
            Range.between(SortKey.of("#"), SortKey.of("~")),
            Range.between(SortKey.of("one"), SortKey.of("one")),
            Range.under(SortKey.of("#")),
            Range.under(SortKey.of("one")));
    for (Range range : ranges) {
      assertThat(texts(anns().query(NOTES, range, PageRequest.first(100)))).doesNotContain(SECRET);
      assertThat(texts(anns().queryIndex(BY_DAY, range, PageRequest.last(100))))
          .doesNotContain(SECRET);
    }
    assertThatThrownBy(() -> SortKey.of("")).isInstanceOf(IllegalArgumentException.class);
  }

  /** 24, 27. */
  @Test
  void aCursorServesNoOtherTenantAndNoOtherQuery() {
    Optional<String> bobs = bobs().query(NOTES, Range.all(), PageRequest.first(1)).cursor();
    Optional<String> anns = anns().query(NOTES, Range.all(), PageRequest.first(1)).cursor();
    assertInvalid(bobs, NOTES, Range.all(), PageRequest.first(1));
    assertInvalid(anns, ItemCollection.of("OTHER"), Range.all(), PageRequest.first(1));
    assertInvalid(anns, NOTES, Range.all(), PageRequest.last(1));
    assertInvalid(anns, NOTES, Range.under(SortKey.of("a")), PageRequest.first(1));
    PageRequest stolen = PageRequest.first(1).after(anns);
    assertThatThrownBy(() -> anns().queryIndex(NOTES, Range.all(), stolen))
        .isInstanceOf(InvalidCursorException.class);
    assertThat(anns().query(NOTES, Range.all(), PageRequest.first(5).after(anns)).items())
        .as("the size of a page is no part of the query")
        .hasSize(2);
  }

  /** 25, 26, 28. */
  @Test
  void aForgedAlteredOrOldCursorIsRefused() {
    String cursor = anns().query(NOTES, Range.all(), PageRequest.first(1)).cursor().orElseThrow();
    String forged =
        Base64.getUrlEncoder()
            .encodeToString(
                "{\"PK\":\"T#tenantann1#NOTE\",\"SK\":\"a\"}"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    char flipped = cursor.charAt(20) == 'A' ? 'B' : 'A';
    for (String bad :
        List.of(
            "",
            forged,
            cursor.substring(0, 20) + flipped + cursor.substring(21),
            cursor + "AAAA")) {
      assertInvalid(Optional.of(bad), NOTES, Range.all(), PageRequest.first(1));
    }
    time.advance(Duration.ofHours(25));
    assertInvalid(Optional.of(cursor), NOTES, Range.all(), PageRequest.first(1));
  }

  /** 29. */
  @Test
  void aCursorWhoseItemIsGoneGoesOnBehindIt() {
    Optional<String> cursor = anns().query(NOTES, Range.all(), PageRequest.first(1)).cursor();
    anns().delete(NOTES, SortKey.of("a0"), Condition.exists());
    assertThat(anns().query(NOTES, Range.all(), PageRequest.first(5).after(cursor)).items())
        .hasSize(2);
  }

  private void assertInvalid(
      Optional<String> cursor, ItemCollection collection, Range range, PageRequest request) {
    assertThatThrownBy(() -> anns().query(collection, range, request.after(cursor)))
        .isInstanceOf(InvalidCursorException.class);
  }

  /** 30, 31. */
  @Test
  void theIndexListsTheOwnItemsOnly() {
    assertThat(texts(anns().queryIndex(BY_DAY, Range.all(), PageRequest.first(100))))
        .containsExactly("ann's", "ann's", "ann's");
  }

  /** 32. */
  @Test
  void aBatchReadsTheOwnItemsOnly() {
    List<SortKey> asked = List.of(ONE, SortKey.of("b0"), SortKey.of("a0"));
    assertThat(anns().getAll(NOTES, asked, ReadConsistency.STRONG).keySet())
        .isEqualTo(Set.of(SortKey.of("a0")));
    anns().deleteAll(NOTES, asked);
    assertBobIsUntouched();
  }

  /** 33. */
  @Test
  void aTransactionIsNoOracleOfAnothersItems() {
    boolean foreign =
        new Transaction().check(anns(), NOTES, ONE, Condition.exists()).commit().applied();
    boolean nowhere =
        new Transaction()
            .check(anns(), NOTES, SortKey.of("nowhere"), Condition.exists())
            .commit()
            .applied();
    assertThat(foreign).isEqualTo(nowhere).isFalse();
    new Transaction().delete(anns(), NOTES, ONE, Condition.always()).commit();
    assertBobIsUntouched();
  }

  /** 35, 36, and any other call past the tables. */
  @Test
  void noCallPastTheTablesIsSent() {
    assertThatThrownBy(() -> client.scan(scan -> scan.tableName(MemoryTables.NAME)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> client.executeStatement(s -> s.statement("SELECT * FROM app")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> client.describeTable(d -> d.tableName(MemoryTables.NAME)))
        .isInstanceOf(IllegalStateException.class);
  }

  /** 38 to 41. */
  @Test
  void nothingOfOneRequestIsLeftForTheNextOnWhateverThread() throws Exception {
    Handler reading =
        request -> {
          TenantContext context = TenantContext.of(request);
          if (request.parts().path().endsWith("broken")) {
            throw new IllegalStateException("broken");
          }
          String found =
              texts(placement.table(context).query(NOTES, Range.all(), PageRequest.first(1)))
                  .get(0);
          return HttpResponse.empty(200).with("seen", context.id() + " " + found);
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> requests = new ArrayList<>();
      Random random = new Random(3);
      for (int i = 0; i < 200; i++) {
        TenantId tenant = random.nextBoolean() ? ANN : BOB;
        String route = random.nextInt(4) == 0 ? "GET /broken" : "GET /notes";
        Principal caller = Principal.of(Principal.Kind.SESSION, tenant, "user1");
        TestFunction function =
            new TestFunction(
                reading.behind(
                    (request, next) -> next.handle(request.by(caller)),
                    WithTenant.of(tenants, PlanCatalogue.standard())));
        String expected = tenant + " " + (tenant.equals(ANN) ? "ann's" : SECRET);
        requests.add(
            () -> {
              JsonObject answer = function.get(route);
              return answer.number("statusCode") == 500
                  || answer.object("headers").string("seen").equals(expected);
            });
      }
      for (Future<Boolean> request : threads.invokeAll(requests)) {
        assertThat(request.get()).isTrue();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** 42. */
  @Test
  void clientsAreNeverSharedBetweenSilos() {
    assertThat(silosOpened).doesNotHaveDuplicates();
    assertThat(silosOpened.isEmpty() || silosOpened.containsAll(List.of(ANN, BOB))).isTrue();
  }

  /** 12. */
  @Test
  void aSuspendedTenantHasNoContext() {
    tenants.changeStatus(ANN, Tenant.Status.SUSPENDED);
    assertThatThrownBy(() -> context(ANN)).hasMessageContaining("tenant-suspended");
  }

  /** 13. */
  @Test
  void aDeletedTenantsIdIsNotGivenAgain() {
    tenants.changeStatus(BOB, Tenant.Status.DELETED);
    assertThatThrownBy(() -> tenants.create(BOB, "Mallory", "free"))
        .isInstanceOf(IllegalStateException.class);
  }

  /** 46. */
  @Test
  void workOfOneTenantIsNotReplayedToAnother() {
    Idempotency idempotency = Idempotency.of(pool, time, new Random(1));
    Deadline deadline = Deadline.in(Duration.ofSeconds(5), time.nanos());
    WorkId bobs = WorkId.ofTenant(context(BOB).scope(), "POST /agents", "key", new byte[0]);
    WorkId anns = WorkId.ofTenant(context(ANN).scope(), "POST /agents", "key", new byte[0]);
    Claim.Granted run = (Claim.Granted) idempotency.claim(bobs, deadline);
    idempotency.complete(run.run(), SECRET);
    assertThat(idempotency.claim(anns, deadline)).isInstanceOf(Claim.Granted.class);
  }

  private void assertBobIsUntouched() {
    assertThat(texts(bobs().query(NOTES, Range.all(), PageRequest.first(10))))
        .containsExactly(SECRET, SECRET, SECRET, SECRET);
    assertThat(texts(bobs().queryIndex(BY_DAY, Range.all(), PageRequest.first(10))))
        .containsExactly(SECRET, SECRET, SECRET, SECRET);
  }

  private static List<String> texts(Page<Item> page) {
    return page.map(item -> item.string("text")).items();
  }
}
