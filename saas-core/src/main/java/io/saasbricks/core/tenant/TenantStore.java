package io.saasbricks.core.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Attribute;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.ItemCollection;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.Update;
import io.saasbricks.core.table.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The tenants in a table: item {@code T#<tenant>#TENANT}.
 *
 * <p>{@link #find} answers from a cache of this container for up to 30 seconds, so a change made
 * elsewhere is seen within that time; a change made through this store is seen here at once. That
 * there is no such tenant is cached too. Safe for concurrent use.
 *
 * <p>Every method that makes a request throws {@link
 * io.saasbricks.core.table.StoreUnavailableException} if its outcome is not known. A change may
 * then be made again: it sets what it sets, and only the version grows twice.
 */
public final class TenantStore {
  /** The longest time a change made by another container may stay unseen. */
  public static final Duration MAX_STALENESS = Duration.ofSeconds(30);

  private static final int CACHED = 10_000;
  private static final ItemCollection COLLECTION = ItemCollection.of("TENANT");
  private static final SortKey SORT = SortKey.of("-");

  private final SaasTable table;
  private final InstantSource time;
  private final Cache<TenantId, Optional<Tenant>> cache;

  /** Thrown when the tenant to be changed is not there or has been deleted. */
  public static final class NoSuchTenantException extends IllegalArgumentException {
    NoSuchTenantException(TenantId tenant) {
      super("no such tenant: " + tenant);
    }
  }

  private TenantStore(SaasTable table, InstantSource time, LongSupplier nanoTime) {
    this.table = table;
    this.time = time;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(CACHED)
            .expireAfterWrite(MAX_STALENESS)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /**
   * The tenants of that table.
   *
   * @param time stamps new tenants
   * @param nanoTime measures the age of what is cached
   */
  public static TenantStore of(SaasTable table, InstantSource time, LongSupplier nanoTime) {
    return new TenantStore(table, time, nanoTime);
  }

  /**
   * Registers a tenant in the pool. One request, one write unit.
   *
   * @throws IllegalStateException if the id is or was in use
   */
  public Tenant create(TenantId id, String name, String plan) {
    return create(id, name, plan, Placement.pool());
  }

  /**
   * Registers a tenant whose data lies in the given place. One request, one write unit. The table
   * of a bridge or silo must be there; its placement is never changed, for no data is moved.
   *
   * @throws IllegalStateException if the id is or was in use
   */
  public Tenant create(TenantId id, String name, String plan, Placement placement) {
    // Stored times have milliseconds; with more, the tenant made would differ from the one read.
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    Tenant tenant = new Tenant(id, name, plan, Map.of(), placement, Tenant.Status.ACTIVE, now, 1);
    WriteOutcome outcome = table.put(key(id), tenant.toItem(), Condition.absent());
    if (outcome instanceof WriteOutcome.Refused refused && !landed(tenant, refused)) {
      // Whoever asks next must not be told of the time before it was.
      cache.invalidate(id);
      throw new IllegalStateException("tenant id is taken: " + id);
    }
    cache.put(id, Optional.of(tenant));
    return tenant;
  }

  /** The first attempt of this very call may have landed, and its answer been lost. */
  private static boolean landed(Tenant tenant, WriteOutcome.Refused refused) {
    return refused.existing().map(Tenant::fromItem).filter(tenant::equals).isPresent();
  }

  /** The tenant, deleted ones included. No request while cached, else one of one read unit. */
  public Optional<Tenant> find(TenantId id) {
    return cache.get(id, missing -> table.get(key(missing)).map(Tenant::fromItem));
  }

  /**
   * The tenant as it is stored now, for whoever must not wait for {@link #MAX_STALENESS}. One read
   * unit.
   */
  public Optional<Tenant> refresh(TenantId id) {
    Optional<Tenant> stored = table.get(key(id)).map(Tenant::fromItem);
    cache.put(id, stored);
    return stored;
  }

  /**
   * Moves the tenant to another plan. One request, one write unit. Whether the plan is on offer is
   * not checked here, for catalogues are data of the functions that read them.
   *
   * @throws NoSuchTenantException if it is not there or has been deleted
   */
  public Tenant changePlan(TenantId id, String plan) {
    return change(id, Update.set("plan", plan));
  }

  /**
   * The transaction with one more step that moves the tenant to another plan; it fails if there is
   * no such tenant or it has been deleted. Seen here after {@link #refresh}. Two write units.
   */
  public Transaction changePlan(Transaction transaction, TenantId id, String plan) {
    return transaction.update(table, key(id), changing(Update.set("plan", plan)), alive());
  }

  /**
   * Suspends, reactivates or deletes the tenant. One request, one write unit. Deleting is for good
   * and deletes nothing but the right to act: the tenant's data is the caller's to delete.
   *
   * @throws NoSuchTenantException if it is not there or has been deleted
   */
  public Tenant changeStatus(TenantId id, Tenant.Status status) {
    return change(id, Update.set("status", status.name()));
  }

  /**
   * Sets the limits that the tenant's contract sets otherwise than its plan, in place of those
   * before. One request, one write unit. A limit that is not named is the plan's again.
   *
   * @throws NoSuchTenantException if it is not there or has been deleted
   */
  public Tenant overrideLimits(TenantId id, Map<Plan.Limit, Long> overrides) {
    return change(id, Update.set("overrides", Tenant.encode(overrides)));
  }

  private Tenant change(TenantId id, Update update) {
    WriteOutcome outcome = table.update(key(id), changing(update), alive());
    if (!(outcome instanceof WriteOutcome.Applied applied)) {
      throw new NoSuchTenantException(id);
    }
    Tenant tenant = Tenant.fromItem(applied.item());
    cache.put(id, Optional.of(tenant));
    return tenant;
  }

  private static Update changing(Update update) {
    return update.and(Update.increment("version", 1));
  }

  private static Condition alive() {
    return Condition.exists()
        .and(Attribute.attribute("status").notEqualTo(Tenant.Status.DELETED.name()));
  }

  /** Where the tenant's own item is. */
  static Key key(TenantId id) {
    return new Key(PartitionKey.of(id, COLLECTION), SORT);
  }
}
