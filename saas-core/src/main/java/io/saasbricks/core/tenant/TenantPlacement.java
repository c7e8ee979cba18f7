package io.saasbricks.core.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.TenantTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Finds a tenant's table wherever its data lies, so that the calling code is the same for all.
 *
 * <p>The tenant's partitions are named alike everywhere, also in a table of its own: every wall of
 * the pool stands there too. Costs no request but what {@link SiloClients} cost. Safe for
 * concurrent use.
 */
public final class TenantPlacement {
  private static final int CACHED = 100;

  private final SaasTable pool;
  private final SiloClients clients;
  private final Cache<Resident, SaasTable> silos =
      Caffeine.newBuilder().maximumSize(CACHED).executor(Runnable::run).build();

  /** Two tenants never share a client, even if they were given one role. */
  private record Resident(TenantId tenant, Placement.Silo silo) {}

  /**
   * Makes clients that act in a tenant's own role; {@link StsSiloClients} takes the roles on from
   * AWS STS. Safe for concurrent use.
   */
  @FunctionalInterface
  public interface SiloClients {
    /**
     * A client with credentials of the role that renew themselves, configured by {@link
     * io.saasbricks.core.table.DynamoDb#guarded()}. Asked for once per tenant and container. Give
     * the session {@link io.saasbricks.core.table.LeadingKeysPolicy} as its policy.
     */
    DynamoDbClient clientOf(TenantId tenant, Placement.Silo silo);
  }

  private TenantPlacement(SaasTable pool, SiloClients clients) {
    this.pool = pool;
    this.clients = clients;
  }

  /**
   * The tables of pooled and bridged tenants; one in a silo is refused with {@link
   * IllegalStateException}.
   */
  public static TenantPlacement of(SaasTable pool) {
    return of(
        pool,
        (tenant, silo) -> {
          throw new IllegalStateException("nothing makes clients for the silo of " + tenant);
        });
  }

  /** The tables of all tenants. */
  public static TenantPlacement of(SaasTable pool, SiloClients clients) {
    return new TenantPlacement(pool, clients);
  }

  /**
   * The tenant's part of the table that holds its data. Costs no request; a silo's client is made
   * at the first use and kept for up to 100 silos.
   *
   * @throws IllegalStateException for a silo if nothing makes clients
   */
  public TenantTable table(TenantContext context) {
    return home(context.tenant()).in(context.scope());
  }

  private SaasTable home(Tenant tenant) {
    if (tenant.placement() instanceof Placement.Silo silo) {
      return silos.get(
          new Resident(tenant.id(), silo),
          resident -> pool.elsewhere(clients.clientOf(tenant.id(), silo), silo.table()));
    }
    return tenant.placement() instanceof Placement.Bridge bridge
        ? pool.elsewhere(bridge.table())
        : pool;
  }
}
