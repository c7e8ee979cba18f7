package io.saasbricks.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Consumption;
import io.saasbricks.core.table.Entry;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.ItemCollection;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.TransactionOutcome;
import io.saasbricks.core.tenant.Members.Change;
import io.saasbricks.core.tenant.Members.Invitation;
import io.saasbricks.local.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tenants, their members and their storage, whichever server answers. */
abstract class TenancyContract {
  private final ManualTime time = new ManualTime(Instant.parse("2025-01-01T00:00:00.123456Z"));
  private final Consumption consumption = new Consumption();
  private final SaasTable table;
  private final TenantStore tenants;
  private final TenantStore elsewhere;
  private final Members members;
  private final TenantId id;
  private final String domain;

  TenancyContract(DynamoDbClient client, String tableName, String tenant) {
    this.table = SaasTable.of(client, tableName, time, consumption);
    this.tenants = TenantStore.of(table, time, time.nanos());
    this.elsewhere = TenantStore.of(table, time, time.nanos());
    this.members = Members.of(table, time);
    this.id = new TenantId(tenant);
    this.domain = "@" + tenant + ".example";
  }

  @Test
  void aRegisteredTenantIsFoundByEveryone() {
    Tenant tenant = tenants.create(id, "Ann's", "pro");
    assertThat(tenant.version()).isEqualTo(1);
    assertThat(tenant.createdAt()).isEqualTo(Instant.parse("2025-01-01T00:00:00.123Z"));
    assertThat(tenants.find(id)).contains(tenant);
    assertThat(elsewhere.find(id)).contains(tenant);
  }

  @Test
  void aChangeIsSeenHereAtOnceAndElsewhereWithinThirtySeconds() {
    tenants.create(id, "Ann's", "free");
    elsewhere.find(id);
    Tenant changed = tenants.changePlan(id, "pro");
    assertThat(changed.version()).isEqualTo(2);
    assertThat(tenants.find(id)).contains(changed);
    assertThat(elsewhere.find(id).orElseThrow().plan()).isEqualTo("free");
    time.advance(TenantStore.MAX_STALENESS);
    assertThat(elsewhere.find(id)).contains(changed);
  }

  @Test
  void whoeverCannotWaitReadsTheTenantAnew() {
    tenants.create(id, "Ann's", "free");
    elsewhere.find(id);
    Tenant changed = tenants.changePlan(id, "pro");
    assertThat(elsewhere.refresh(id)).contains(changed);
    assertThat(elsewhere.find(id)).contains(changed);
    assertThat(elsewhere.refresh(new TenantId("nobodyhere"))).isEmpty();
  }

  @Test
  void aPlanChangesTogetherWithWhatElseIsInTheTransaction() {
    tenants.create(id, "Ann's", "free");
    Transaction refused =
        new Transaction()
            .check(table, TenantStore.key(new TenantId("nobodyhere")), Condition.exists());
    assertThat(tenants.changePlan(refused, id, "pro").commit().applied()).isFalse();
    assertThat(tenants.refresh(id).orElseThrow().plan()).isEqualTo("free");
    assertThat(tenants.changePlan(new Transaction(), id, "pro").commit().applied()).isTrue();
    assertThat(tenants.refresh(id).orElseThrow())
        .satisfies(tenant -> assertThat(tenant.plan()).isEqualTo("pro"))
        .satisfies(tenant -> assertThat(tenant.version()).isEqualTo(2));
    tenants.changeStatus(id, Tenant.Status.DELETED);
    assertThat(tenants.changePlan(new Transaction(), id, "free").commit().applied()).isFalse();
  }

  @Test
  void aTenantIsReadOnceWhileItIsCached() {
    tenants.create(id, "Ann's", "free");
    Consumption.Snapshot unread = consumption.snapshot();
    elsewhere.find(id);
    assertThat(consumption.snapshot().since(unread).readUnits()).isEqualTo(1);
    long before = consumption.snapshot().requests();
    for (int i = 0; i < 100; i++) {
      elsewhere.find(id);
      tenants.find(id);
    }
    assertThat(consumption.snapshot().requests()).isEqualTo(before);
  }

  @Test
  void thatThereIsNoSuchTenantIsCachedToo() {
    assertThat(elsewhere.find(id)).isEmpty();
    tenants.create(id, "Ann's", "free");
    Consumption.Snapshot before = consumption.snapshot();
    assertThat(elsewhere.find(id)).isEmpty();
    assertThat(consumption.snapshot().since(before).requests()).isZero();
    time.advance(TenantStore.MAX_STALENESS);
    assertThat(elsewhere.find(id)).isPresent();
  }

  @Test
  void everyChangeOfATenantCostsOneWriteUnit() {
    List<Runnable> changes =
        List.of(
            () -> tenants.create(id, "Ann's", "free"),
            () -> tenants.changePlan(id, "pro"),
            () -> tenants.overrideLimits(id, Map.of(Plan.Limit.USERS, 7L)),
            () -> tenants.overrideLimits(id, Map.of()),
            () -> tenants.changeStatus(id, Tenant.Status.SUSPENDED),
            () -> tenants.changeStatus(id, Tenant.Status.ACTIVE),
            () -> tenants.changeStatus(id, Tenant.Status.DELETED));
    for (Runnable change : changes) {
      Consumption.Snapshot before = consumption.snapshot();
      change.run();
      Consumption.Snapshot cost = consumption.snapshot().since(before);
      assertThat(cost.requests()).isEqualTo(1);
      assertThat(cost.writeUnits()).isEqualTo(1);
    }
    assertThat(tenants.find(id).orElseThrow().version()).isEqualTo(changes.size());
  }

  @Test
  void whatTheContractNoLongerSetsIsThePlansAgain() {
    tenants.create(id, "Ann's", "free");
    tenants.overrideLimits(id, Map.of(Plan.Limit.USERS, 7L, Plan.Limit.MESSAGES, 9L));
    Tenant changed = tenants.overrideLimits(id, Map.of(Plan.Limit.USERS, 8L));
    assertThat(changed.overrides()).containsOnly(Map.entry(Plan.Limit.USERS, 8L));
    assertThat(elsewhere.refresh(id)).contains(changed);
  }

  /** DynamoDB is asked again by the client when an answer is lost. */
  @Test
  void aTenantRegisteredByTheLostAttemptOfThisVeryCallIsRegistered() {
    Tenant tenant = tenants.create(id, "Ann's", "free");
    assertThat(elsewhere.create(id, "Ann's", "free")).isEqualTo(tenant);
  }

  @Test
  void anIdIsGivenOnceEvenAfterItsTenantIsDeleted() {
    tenants.create(id, "Ann's", "free");
    assertThatThrownBy(() -> elsewhere.create(id, "Bob's", "free"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("taken");
    tenants.changeStatus(id, Tenant.Status.DELETED);
    assertThatThrownBy(() -> tenants.create(id, "Bob's", "free"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(tenants.find(id).orElseThrow().name()).isEqualTo("Ann's");
  }

  @Test
  void aDeletedTenantNeverChangesAgain() {
    tenants.create(id, "Ann's", "free");
    assertThat(tenants.changeStatus(id, Tenant.Status.SUSPENDED).status())
        .isEqualTo(Tenant.Status.SUSPENDED);
    tenants.changeStatus(id, Tenant.Status.ACTIVE);
    tenants.changeStatus(id, Tenant.Status.DELETED);
    assertThatThrownBy(() -> tenants.changeStatus(id, Tenant.Status.ACTIVE))
        .isInstanceOf(TenantStore.NoSuchTenantException.class);
    assertThatThrownBy(() -> tenants.changePlan(new TenantId("nobodyhere"), "pro"))
        .isInstanceOf(TenantStore.NoSuchTenantException.class);
  }

  @Test
  void aContractOverridesThePlan() {
    tenants.create(id, "Ann's", "enterprise");
    Map<Plan.Limit, Long> contract = Map.of(Plan.Limit.MESSAGES, 5_000_000L);
    tenants.overrideLimits(id, contract);
    assertThat(elsewhere.find(id).orElseThrow().overrides()).isEqualTo(contract);
    Plan plan = context().plan();
    assertThat(plan.messages()).isEqualTo(5_000_000);
    assertThat(plan.limit(Plan.Limit.USERS)).isEqualTo(1000);
    tenants.overrideLimits(id, Map.of());
    assertThat(context().plan()).isEqualTo(PlanCatalogue.standard().plan("enterprise"));
  }

  @Test
  void aPlacementIsRemembered() {
    for (Placement placement :
        List.of(
            Placement.pool(),
            new Placement.Bridge("t-acme"),
            new Placement.Silo("t-acme", "arn:aws:iam::123456789012:role/acme"))) {
      TenantId fresh = TenantId.random(new java.security.SecureRandom());
      Tenant tenant = tenants.create(fresh, "Ann's", "free", placement);
      assertThat(tenant.placement()).isEqualTo(placement);
      assertThat(elsewhere.find(fresh)).contains(tenant);
    }
  }

  @Test
  void whoComesSecondFindsTheTenantOfWhoCameFirst() {
    assertThat(elsewhere.find(id)).isEmpty();
    Tenant tenant = tenants.create(id, "Ann's", "free");
    assertThatThrownBy(() -> elsewhere.create(id, "Bob's", "free"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(elsewhere.find(id)).contains(tenant);
  }

  @Test
  void theFounderOwnsTheTenant() {
    Member owner = members.found(id, "Ann" + domain, "google_1");
    assertThat(owner.role()).isEqualTo(Role.OWNER);
    assertThat(owner.email()).isEqualTo("ann" + domain);
    assertThat(members.found(id, "ann" + domain, "google_1")).isEqualTo(owner);
    assertThatThrownBy(() -> members.found(id, "bob" + domain, "google_2"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aMemberWhoIsNoOwnerHasNotFoundedTheTenant() {
    TenantContext ann = founded("starter");
    members.invite(ann, "bob" + domain, Role.ADMIN);
    assertThatThrownBy(() -> members.found(id, "bob" + domain, "google_2"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has members");
  }

  @Test
  void anInvitedPersonTakesASeatAndJoinsBySigningIn() {
    TenantContext ann = founded("starter");
    Invitation.Sent sent = (Invitation.Sent) members.invite(ann, " BOB" + domain, Role.ADMIN);
    assertThat(sent.member().invited()).isTrue();
    assertThat(members.list(ann, PageRequest.first(10)).items()).hasSize(2);
    assertThat(members.join("carol" + domain, "google_3")).isEmpty();
    Members.Joined joined = members.join("Bob" + domain, "google_2").orElseThrow();
    assertThat(joined.tenant()).isEqualTo(id);
    assertThat(joined.member().userId()).contains("google_2");
    assertThat(joined.member().role()).isEqualTo(Role.ADMIN);
    assertThat(members.find(ann, sent.member().id())).contains(joined.member());
    assertThat(members.join("Bob" + domain, "google_4")).as("a second person").isEmpty();
  }

  @Test
  void whatElseIsToBeWrittenIsWrittenWithTheJoiningOrNeitherIs() {
    TenantContext ann = founded("starter");
    Invitation.Sent bob = (Invitation.Sent) members.invite(ann, "bob" + domain, Role.MEMBER);
    Key note = Key.single(PartitionKey.system("NOTE", id.value()));
    assertThat(members.join("bob" + domain, "google_2", noting(note, Condition.exists())))
        .isEmpty();
    assertThat(members.joined(id, bob.member().id(), "google_2")).isEmpty();
    assertThat(members.join("bob" + domain, "google_2", noting(note, Condition.absent())))
        .isPresent();
    assertThat(table.get(note).orElseThrow().string("member")).isEqualTo(bob.member().id());
    assertThat(members.joined(id, bob.member().id(), "google_2")).isPresent();
    assertThat(members.joined(id, bob.member().id(), "google_3")).isEmpty();
  }

  private Members.Joining noting(Key note, Condition condition) {
    return (accepting, tenant, memberId) ->
        accepting.put(table, note, Item.empty().with("member", memberId), condition);
  }

  @Test
  void nobodyIsInvitedTwice() {
    TenantContext ann = founded("starter");
    assertThat(members.invite(ann, "ann" + domain, Role.MEMBER))
        .isEqualTo(new Invitation.AlreadyMember());
    members.invite(ann, "bob" + domain, Role.MEMBER);
    assertThat(members.invite(ann, "Bob" + domain, Role.ADMIN))
        .isEqualTo(new Invitation.AlreadyMember());
    members.join("bob" + domain, "google_2");
    assertThat(members.invite(ann, "bob" + domain, Role.MEMBER))
        .isEqualTo(new Invitation.AlreadyMember());
  }

  @Test
  void seatsAreNeverOversold() throws Exception {
    TenantContext ann = founded("starter");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> inviting = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String email = "guest" + i + domain;
        inviting.add(() -> invited(ann, email));
      }
      int sent = 0;
      for (Future<Boolean> invitation : threads.invokeAll(inviting)) {
        sent += invitation.get() ? 1 : 0;
      }
      assertThat(sent).isLessThanOrEqualTo(2);
      assertThat(members.list(ann, PageRequest.first(10)).items()).hasSize(1 + sent);
    } finally {
      threads.shutdown();
    }
  }

  /** Conflicts that outlast the retries are the one other way an invitation may end. */
  private boolean invited(TenantContext context, String email) {
    try {
      return members.invite(context, email, Role.MEMBER) instanceof Invitation.Sent;
    } catch (io.saasbricks.core.table.StoreUnavailableException e) {
      return false;
    }
  }

  @Test
  void aFreedSeatCanBeTakenAgain() {
    TenantContext ann = founded("starter");
    Invitation.Sent bob = (Invitation.Sent) members.invite(ann, "bob" + domain, Role.MEMBER);
    members.invite(ann, "carol" + domain, Role.MEMBER);
    assertThat(members.invite(ann, "dave" + domain, Role.MEMBER))
        .isEqualTo(new Invitation.SeatsExhausted(3));
    assertThat(members.seatsTaken(ann)).isEqualTo(3);
    assertThat(members.remove(ann, bob.member().id())).isEqualTo(Change.DONE);
    assertThat(members.remove(ann, bob.member().id())).isEqualTo(Change.NO_SUCH_MEMBER);
    assertThat(members.join("bob" + domain, "google_2")).as("taken back").isEmpty();
    assertThat(members.invite(ann, "dave" + domain, Role.MEMBER))
        .isInstanceOf(Invitation.Sent.class);
    assertThat(members.invite(ann, "erin" + domain, Role.MEMBER))
        .isInstanceOf(Invitation.SeatsExhausted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#", "google_1", "0123456789ABCDEF01234567", "../../x"})
  void whatCannotBeAnIdNamesNoMemberAndCostsNoRequest(String text) {
    TenantContext ann = founded("starter");
    long before = consumption.snapshot().requests();
    for (String memberId : List.of(text, text.repeat(2_000))) {
      assertThat(members.find(ann, memberId)).isEmpty();
      assertThat(members.remove(ann, memberId)).isEqualTo(Change.NO_SUCH_MEMBER);
    }
    assertThat(consumption.snapshot().requests()).isEqualTo(before);
  }

  @Test
  void aTenantKeepsAnOwner() {
    TenantContext ann = founded("starter");
    String owner = members.found(id, "ann" + domain, "google_1").id();
    assertThat(members.remove(ann, owner)).isEqualTo(Change.LAST_OWNER);
    assertThat(members.changeRole(ann, owner, Role.MEMBER)).isEqualTo(Change.LAST_OWNER);
    Invitation.Sent bob = (Invitation.Sent) members.invite(ann, "bob" + domain, Role.MEMBER);
    assertThat(members.changeRole(ann, bob.member().id(), Role.OWNER))
        .as("not yet joined")
        .isEqualTo(Change.NO_SUCH_MEMBER);
    members.join("bob" + domain, "google_2");
    assertThat(members.changeRole(ann, bob.member().id(), Role.OWNER)).isEqualTo(Change.DONE);
    assertThat(members.remove(ann, owner)).isEqualTo(Change.DONE);
    assertThat(members.changeRole(ann, bob.member().id(), Role.ADMIN)).isEqualTo(Change.LAST_OWNER);
    assertThat(members.find(ann, bob.member().id()).orElseThrow().role()).isEqualTo(Role.OWNER);
    assertThatThrownBy(() -> members.invite(ann, "x" + domain, Role.OWNER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void otherMembersRolesAreChangedUnderASingleOwner() {
    TenantContext ann = founded("starter");
    Invitation.Sent bob = (Invitation.Sent) members.invite(ann, "bob" + domain, Role.MEMBER);
    assertThat(members.changeRole(ann, bob.member().id(), Role.ADMIN)).isEqualTo(Change.DONE);
    assertThat(members.find(ann, bob.member().id()).orElseThrow().role()).isEqualTo(Role.ADMIN);
  }

  @Test
  void nobodyJoinsATenantThatIsNotActive() {
    TenantContext ann = founded("starter");
    members.invite(ann, "bob" + domain, Role.MEMBER);
    tenants.changeStatus(id, Tenant.Status.SUSPENDED);
    assertThat(members.join("bob" + domain, "google_2")).isEmpty();
    assertThatThrownBy(() -> members.invite(ann, "carol" + domain, Role.MEMBER))
        .isInstanceOf(TenantStore.NoSuchTenantException.class);
    tenants.changeStatus(id, Tenant.Status.ACTIVE);
    assertThat(members.join("bob" + domain, "google_2")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b\n", "a\u0000@b"})
  void whatIsNoAddressIsNotInvited(String email) {
    String address = email.equals("a@b\n") ? "a@\nb" : email;
    assertThat(Member.wellFormedEmail(address)).isFalse();
    assertThat(Member.wellFormedEmail(" Ann@b.example ")).isTrue();
    assertThatThrownBy(() -> Member.normalized(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no e-mail address");
    assertThatThrownBy(() -> Member.normalized("x".repeat(250) + "@b.example"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void storedBytesAreChangedWithWhatIsStored() {
    TenantContext ann = founded("free");
    StoredBytes stored = StoredBytes.of(table.in(ann.scope()), ann.plan());
    long limit = ann.plan().storageBytes();
    assertThat(stored.used()).isZero();
    assertThat(store(stored, ann, "whole", limit).applied()).isTrue();
    assertThat(store(stored, ann, "whole", -limit).applied()).isTrue();
    assertThat(store(stored, ann, "a", limit - 10).applied()).isTrue();
    TransactionOutcome refused = store(stored, ann, "b", 11);
    assertThat(((TransactionOutcome.Refused) refused).failed(1)).isTrue();
    assertThat(table.in(ann.scope()).get(FILES, SortKey.of("b"))).isEmpty();
    assertThat(store(stored, ann, "b", 10).applied()).isTrue();
    assertThat(stored.used()).isEqualTo(limit);
    assertThat(store(stored, ann, "a", -limit).applied()).isTrue();
    assertThat(stored.used()).isZero();
  }

  @Test
  void whoStoresTooMuchAfterAChangeOfPlanCanReplaceAndDelete() {
    TenantContext ann = founded("free");
    long limit = ann.plan().storageBytes();
    store(StoredBytes.of(table.in(ann.scope()), ann.plan()), ann, "a", limit);
    Plan smaller = ann.plan().with(Map.of(Plan.Limit.STORAGE_BYTES, limit - 1));
    StoredBytes stored = StoredBytes.of(table.in(ann.scope()), smaller);
    assertThat(store(stored, ann, "b", 1).applied()).isFalse();
    assertThat(store(stored, ann, "a", 0).applied()).isTrue();
    assertThat(store(stored, ann, "a", -limit).applied()).isTrue();
  }

  @Test
  void moreThanThePlanAllowsIsNotEvenStoredFirst() {
    TenantContext ann = founded("free");
    StoredBytes stored = StoredBytes.of(table.in(ann.scope()), ann.plan());
    assertThat(store(stored, ann, "a", ann.plan().storageBytes() + 1).applied()).isFalse();
    assertThat(store(stored, ann, "a", 1L << 40).applied()).isFalse();
    assertThat(store(stored, ann, "a", -(1L << 40)).applied()).isTrue();
    for (long beyond : List.of((1L << 40) + 1, -(1L << 40) - 1)) {
      assertThatThrownBy(() -> store(stored, ann, "a", beyond))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> store(stored, ann, "a", Long.MIN_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static final ItemCollection FILES = ItemCollection.of("FILE");

  private TransactionOutcome store(
      StoredBytes stored, TenantContext context, String name, long bytes) {
    Entry file = Entry.of(FILES, SortKey.of(name), Item.empty());
    Transaction writing =
        new Transaction().put(table.in(context.scope()), file, Condition.always());
    return stored.change(writing, bytes).commit();
  }

  private TenantContext founded(String plan) {
    tenants.create(id, "Ann's", plan);
    members.found(id, "ann" + domain, "google_1");
    return context();
  }

  private TenantContext context() {
    time.advance(Duration.ofMillis(1));
    return WithTenant.of(tenants, PlanCatalogue.standard())
        .contextOf(Principal.of(Principal.Kind.SESSION, id, "google_1"));
  }
}
