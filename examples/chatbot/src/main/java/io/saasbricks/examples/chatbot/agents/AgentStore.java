package io.saasbricks.examples.chatbot.agents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import io.saasbricks.core.table.ReadConsistency;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The agents in a table: item {@code T#<tenant>#AGENT / <agentId>}, and beside it {@code
 * AGENT#<agentId>} naming the tenant, by which the public widget finds an agent. Safe for
 * concurrent use.
 */
public final class AgentStore {
  private static final ItemCollection AGENTS = ItemCollection.of("AGENT");
  private static final Duration CACHED = Duration.ofSeconds(30);
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

  /** Creates an agent. One request, four write units. */
  public Agent create(TenantScope scope, AgentProfile profile) {
    // As precise as it is stored, so that reading gives what creating gave.
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    Agent agent = new Agent(AgentIds.next(now, random), profile, 1, now, now);
    Entry entry = Entry.of(AGENTS, SortKey.of(agent.agentId()), agent.toItem());
    Item owner = Item.empty().with("tenantId", scope.tenant().value());
    new Transaction()
        .put(table.in(scope), entry, Condition.absent())
        .put(table, ownerKey(agent.agentId()), owner, Condition.absent())
        .commit();
    return agent;
  }

  /** The tenant's agents, the newest first. */
  public Page<Agent> list(TenantScope scope, PageRequest page) {
    return table.in(scope).query(AGENTS, Range.all(), page).map(Agent::fromItem);
  }

  /** An agent of the tenant, as of at most 30 seconds ago. No request while cached. */
  public Optional<Agent> find(TenantScope scope, String agentId) {
    return agents.get(
        scope.tenant() + " " + agentId,
        key ->
            table
                .in(scope)
                .get(AGENTS, SortKey.of(agentId), ReadConsistency.STRONG)
                .map(Agent::fromItem));
  }

  /** The tenant that owns an agent, as of at most 30 seconds ago. No request while cached. */
  public Optional<TenantId> ownerOf(String agentId) {
    return owners.get(
        agentId, id -> table.get(ownerKey(id)).map(item -> new TenantId(item.string("tenantId"))));
  }

  private static Key ownerKey(String agentId) {
    return Key.single(PartitionKey.system("AGENT", agentId));
  }

  private static <T> Cache<String, T> cache(LongSupplier nanoTime) {
    return Caffeine.newBuilder()
        .maximumSize(CACHE_SIZE)
        .expireAfterWrite(CACHED)
        .ticker(nanoTime::getAsLong)
        .executor(Runnable::run)
        .build();
  }
}
