package io.saasbricks.examples.chatbot.agents;

import static io.saasbricks.core.table.Attribute.attribute;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.saasbricks.core.http.ProblemException;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.identity.TenantScope;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Entry;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.ItemCollection;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.TransactionOutcome;
import io.saasbricks.core.table.TransactionOutcome.Refused;
import io.saasbricks.core.tenant.StoredBytes;
import io.saasbricks.core.tenant.TenantContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The agents in a table: item {@code T#<tenant>#AGENT / <agentId>}, and beside it {@code
 * AGENT#<agentId>} naming the tenant, by which the public widget finds an agent. Safe for
 * concurrent use.
 */
public final class AgentStore {
  /** How long a container may go on with an agent that another has changed or deleted. */
  public static final Duration MAX_STALENESS = Duration.ofSeconds(30);

  private static final ItemCollection AGENTS = ItemCollection.of("AGENT");
  private static final int CACHE_SIZE = 1_000;

  private final SaasTable table;
  private final InstantSource time;
  private final RandomGenerator random;
  private final Cache<String, Optional<TenantId>> owners;
  private final Cache<String, Optional<Agent>> agents;

  public AgentStore(
      SaasTable table, InstantSource time, RandomGenerator random, LongSupplier nanoTime) {
    this.table = table;
    this.time = time;
    this.random = random;
    this.owners = cache(nanoTime);
    this.agents = cache(nanoTime);
  }

  /**
   * Creates an agent. One request, two write units per started KB of the agent and four more; all
   * of it again with another id if somebody's agent has the id already.
   *
   * @throws ProblemException with 403 if the plan's storage is used up
   */
  public Agent create(TenantContext tenant, AgentProfile profile) {
    Instant now = now();
    Agent agent = new Agent(AgentIds.next(now, random), profile, 1, now, now);
    return created(tenant, agent) ? agent : create(tenant, profile);
  }

  /** Whether the agent's id was free. */
  private boolean created(TenantContext tenant, Agent agent) {
    Item owner = Item.empty().with("tenantId", tenant.id().value());
    Transaction creating =
        new Transaction()
            .put(table.in(tenant.scope()), entry(agent), Condition.absent())
            .put(table, ownerKey(agent.agentId()), owner, Condition.absent());
    TransactionOutcome outcome = stored(tenant).change(creating, agent.bytes()).commit();
    if (outcome instanceof Refused refused && refused.failed(2)) {
      throw AgentRefusal.storageExhausted(tenant.plan());
    }
    return outcome.applied();
  }

  /**
   * Describes an agent anew, if its version is one that the caller knows. One read, and a
   * transaction of two writes.
   *
   * @throws ProblemException with 404 if the tenant has no such agent, 412 if somebody has changed
   *     it meanwhile, 403 if the plan's storage is used up
   */
  public Agent update(
      TenantContext tenant, String agentId, LongPredicate known, AgentProfile profile) {
    Agent before = current(tenant.scope(), agentId).orElseThrow(AgentRefusal::notFound);
    if (!known.test(before.version())) {
      throw AgentRefusal.changedMeanwhile();
    }
    Agent after = before.changed(profile, now());
    Transaction updating =
        new Transaction().put(table.in(tenant.scope()), entry(after), still(before));
    long growth = after.bytes() - before.bytes();
    if (stored(tenant).change(updating, growth).commit() instanceof Refused refused) {
      throw refused.failed(0)
          ? AgentRefusal.changedMeanwhile()
          : AgentRefusal.storageExhausted(tenant.plan());
    }
    agents.put(cacheKey(tenant.scope(), agentId), Optional.of(after));
    return after;
  }

  /**
   * Deletes an agent, unless it is gone already. This container refuses it at once, the others
   * within {@link #MAX_STALENESS}. One read, and a transaction of three writes; both again if the
   * agent is changed meanwhile.
   *
   * @throws ProblemException with 404 if the text cannot be the id of an agent
   */
  public void delete(TenantContext tenant, String agentId) {
    requireWellFormed(agentId);
    Optional<Agent> agent = current(tenant.scope(), agentId);
    if (agent.isPresent() && !deleted(tenant, agent.get())) {
      delete(tenant, agentId);
    }
  }

  private boolean deleted(TenantContext tenant, Agent agent) {
    Transaction deleting =
        new Transaction()
            .delete(table.in(tenant.scope()), AGENTS, SortKey.of(agent.agentId()), still(agent))
            .delete(table, ownerKey(agent.agentId()), Condition.always());
    boolean deleted = stored(tenant).change(deleting, -agent.bytes()).commit().applied();
    if (deleted) {
      agents.put(cacheKey(tenant.scope(), agent.agentId()), Optional.empty());
      owners.put(agent.agentId(), Optional.empty());
    }
    return deleted;
  }

  /** The tenant's agents, the newest first. */
  public Page<Agent> list(TenantScope scope, PageRequest page) {
    return table.in(scope).query(AGENTS, Range.all(), page).map(Agent::fromItem);
  }

  /** An agent of the tenant, as of at most {@link #MAX_STALENESS} ago. No request while cached. */
  public Optional<Agent> find(TenantScope scope, String agentId) {
    return agents.get(cacheKey(scope, agentId), key -> current(scope, agentId));
  }

  /** An agent of the tenant as of now. One request, or none for a text that is no id. */
  public Optional<Agent> current(TenantScope scope, String agentId) {
    return AgentIds.wellFormed(agentId)
        ? table.in(scope).get(AGENTS, SortKey.of(agentId)).map(Agent::fromItem)
        : Optional.empty();
  }

  /**
   * An agent of the tenant, as {@link #find} has it.
   *
   * @throws ProblemException with 404 if the tenant has no such agent
   */
  public Agent require(TenantScope scope, String agentId) {
    return find(scope, agentId).orElseThrow(AgentRefusal::notFound);
  }

  /**
   * The tenant that owns an agent, as of at most {@link #MAX_STALENESS} ago. No request while
   * cached.
   */
  public Optional<TenantId> ownerOf(String agentId) {
    return AgentIds.wellFormed(agentId)
        ? owners.get(agentId, id -> table.get(ownerKey(id)).map(AgentStore::owner))
        : Optional.empty();
  }

  private static TenantId owner(Item item) {
    return new TenantId(item.string("tenantId"));
  }

  private StoredBytes stored(TenantContext tenant) {
    return StoredBytes.of(table.in(tenant.scope()), tenant.plan());
  }

  private static Entry entry(Agent agent) {
    return Entry.of(AGENTS, SortKey.of(agent.agentId()), agent.toItem());
  }

  private static Condition still(Agent agent) {
    return attribute("version").equalTo(agent.version());
  }

  private static String cacheKey(TenantScope scope, String agentId) {
    return scope.tenant() + " " + agentId;
  }

  /** As precise as it is stored, so that reading gives what writing gave. */
  private Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static void requireWellFormed(String agentId) {
    if (!AgentIds.wellFormed(agentId)) {
      throw AgentRefusal.notFound();
    }
  }

  private static Key ownerKey(String agentId) {
    return Key.single(PartitionKey.system("AGENT", agentId));
  }

  private static <T> Cache<String, T> cache(LongSupplier nanoTime) {
    return Caffeine.newBuilder()
        .maximumSize(CACHE_SIZE)
        .expireAfterWrite(MAX_STALENESS)
        .ticker(nanoTime::getAsLong)
        .executor(Runnable::run)
        .build();
  }
}
