package io.saasbricks.auth;

import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.TransactionOutcome;
import io.saasbricks.core.table.Update;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Ends sessions and keys before their time, for every container within {@link #BOUND}.
 *
 * <p>Sessions of a user, and all credentials of a tenant, are ended by moving on to a new
 * generation: each credential carries the generation it was made in, so no clock decides what came
 * first. Asking costs no DynamoDB request while what is cached is vouched for; see {@link
 * RevocationEpoch} for how. Make one per container and share it. Safe for concurrent use.
 */
public final class Revocations {
  /** The longest time a revocation may stay unseen by another container. */
  public static final Duration BOUND = RevocationEpoch.BOUND;

  private static final String GENERATION = "generation";
  private static final String SESSION_ID = "sessionId";
  private static final int PAGE = 1_000;

  private final SaasTable table;
  private final RevocationEpoch epoch;
  private final LongSupplier nanoTime;
  private final VouchedCache<Long> tenants;
  private final VouchedCache<UserSessions> users;
  private final AuditLog audit;

  private Revocations(SaasTable table, InstantSource time, LongSupplier nanoTime) {
    this.table = table;
    this.epoch = new RevocationEpoch(table, time, nanoTime);
    this.nanoTime = nanoTime;
    this.tenants = cache();
    this.users = cache();
    this.audit = AuditLog.of(table, time);
  }

  /**
   * The revocations kept in that table.
   *
   * @param time measures, with {@code nanoTime}, the age of what this container knows: either may
   *     stand still while Lambda freezes the container
   */
  public static Revocations of(SaasTable table, InstantSource time, LongSupplier nanoTime) {
    return new Revocations(table, time, nanoTime);
  }

  /**
   * Ends one session of the user at once, as at sign-out. One transaction of three writes. Ending
   * it again changes nothing more.
   *
   * @param expiresAt when the session would have ended anyway, and the record of it may go
   */
  void endSession(TenantId tenant, String userId, String sessionId, Instant expiresAt) {
    Key key = new Key(ItemKeys.sessions(tenant, userId), SortKey.of(sessionId));
    Item ended = Item.empty().with(SESSION_ID, sessionId).expiringAt(expiresAt.plusSeconds(60));
    Transaction transaction = new Transaction().put(table, key, ended, Condition.always());
    AuditLog.Change change =
        new AuditLog.Change(AuditEntry.Action.SESSION_ENDED, sessionId, userId);
    commit(audit.add(transaction, tenant, change), userSubject(tenant, userId));
  }

  /**
   * Ends all sessions the user has now, in the actor's tenant; those begun afterwards are good. One
   * transaction of three writes.
   *
   * @throws io.saasbricks.core.table.StoreUnavailableException if that was not confirmed; repeating
   *     it is safe, and ends what has begun meanwhile too
   */
  public void endUser(Principal actor, String userId) {
    TenantId tenant = actor.tenant();
    Key key = new Key(ItemKeys.sessions(tenant, userId), ItemKeys.GENERAL);
    Transaction transaction = nextGeneration(key);
    AuditLog.Change change =
        new AuditLog.Change(AuditEntry.Action.USER_REVOKED, userId, actor.subject());
    commit(audit.add(transaction, tenant, change), userSubject(tenant, userId));
  }

  /**
   * Ends all sessions and API keys the actor's tenant has now, for good. One transaction of three
   * writes, however many they are.
   *
   * @throws io.saasbricks.core.table.StoreUnavailableException if that was not confirmed; repeating
   *     it is safe, and ends what has begun meanwhile too
   */
  public void endTenant(Principal actor) {
    TenantId tenant = actor.tenant();
    Transaction transaction = nextGeneration(ItemKeys.tenantCredentials(tenant));
    AuditLog.Change change =
        new AuditLog.Change(AuditEntry.Action.TENANT_REVOKED, tenant.value(), actor.subject());
    commit(audit.add(transaction, tenant, change), tenantSubject(tenant));
  }

  /** An empty cache that these revocations vouch for. */
  <V> VouchedCache<V> cache() {
    return new VouchedCache<>(epoch, nanoTime);
  }

  /** Adds to a transaction that it outdates what is cached of these subjects. */
  Transaction count(Transaction transaction, String... subjects) {
    return epoch.count(transaction, subjects);
  }

  /** What a session made now must carry. Two strong reads: a cached answer might be behind. */
  Generations generationsNow(TenantId tenant, String userId) {
    return new Generations(
        generationNow(tenant),
        readSessions(tenant, userId).map(UserSessions::generation).orElse(0L));
  }

  /** The generation of keys made now. One strong read. */
  long generationNow(TenantId tenant) {
    return readGeneration(tenant).orElse(0L);
  }

  /** The generation that the tenant's good credentials have. No request while vouched for. */
  long generation(TenantId tenant) {
    return tenants.get(tenantSubject(tenant), () -> readGeneration(tenant)).orElse(0L);
  }

  /** Whether a session has been ended before its time. No request while vouched for. */
  boolean ended(TenantId tenant, String userId, String sessionId, Generations madeIn) {
    UserSessions sessions =
        users
            .get(userSubject(tenant, userId), () -> readSessions(tenant, userId))
            .orElse(UserSessions.NONE_ENDED);
    return sessions.ended().contains(sessionId)
        || !madeIn.equals(new Generations(generation(tenant), sessions.generation()));
  }

  /** The generations of a tenant's and a user's credentials. */
  record Generations(long tenant, long user) {
    JsonObject toJson() {
      return JsonObject.builder().put("tenant", tenant).put("user", user).build();
    }

    static Generations fromJson(JsonObject json) {
      return new Generations(json.number("tenant"), json.number("user"));
    }
  }

  private record UserSessions(long generation, Set<String> ended) {
    static final UserSessions NONE_ENDED = new UserSessions(0, Set.of());
  }

  private Optional<Long> readGeneration(TenantId tenant) {
    return table.get(ItemKeys.tenantCredentials(tenant)).map(item -> item.number(GENERATION));
  }

  private Optional<UserSessions> readSessions(TenantId tenant, String userId) {
    Set<String> ended = new HashSet<>();
    long generation = 0;
    SortKey from = ItemKeys.GENERAL;
    int size;
    do {
      Range range = Range.between(from, SortKey.of("~"));
      var items =
          table.query(ItemKeys.sessions(tenant, userId), range, PageRequest.first(PAGE)).items();
      for (Item item : items) {
        generation = Math.max(generation, item.number(GENERATION, 0));
        item.optionalString(SESSION_ID).ifPresent(ended::add);
      }
      size = items.size();
      from = size < PAGE ? from : SortKey.of(items.get(size - 1).string(SESSION_ID));
    } while (size == PAGE);
    return ended.isEmpty() && generation == 0
        ? Optional.empty()
        : Optional.of(new UserSessions(generation, Set.copyOf(ended)));
  }

  private Transaction nextGeneration(Key key) {
    return new Transaction()
        .update(table, key, Update.increment(GENERATION, 1), Condition.always());
  }

  private void commit(Transaction transaction, String subject) {
    TransactionOutcome outcome = epoch.count(transaction, subject).commit();
    if (!outcome.applied()) {
      throw new IllegalStateException("an unconditional revocation was refused");
    }
  }

  private static String tenantSubject(TenantId tenant) {
    return "T#" + tenant;
  }

  private static String userSubject(TenantId tenant, String userId) {
    return "U#" + tenant + "#" + userId;
  }
}
