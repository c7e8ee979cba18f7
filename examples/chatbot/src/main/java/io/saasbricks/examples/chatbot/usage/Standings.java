package io.saasbricks.examples.chatbot.usage;

import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.Members;
import io.saasbricks.core.tenant.StoredBytes;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.metering.Allowance;
import io.saasbricks.metering.Quota;
import io.saasbricks.metering.Standing;

/**
 * Where a tenant stands with everything its plan limits: what is counted by the month, and what is
 * held at any time. Four reads. Safe for concurrent use.
 */
public final class Standings {
  private final Quota quota;
  private final Members members;
  private final SaasTable stored;

  /**
   * Standings.
   *
   * @param stored the table whose bytes the plan limits
   */
  public Standings(Quota quota, Members members, SaasTable stored) {
    this.quota = quota;
    this.members = members;
    this.stored = stored;
  }

  JsonObject of(TenantContext tenant) {
    StoredBytes bytes = StoredBytes.of(stored.in(tenant.scope()), tenant.plan());
    return JsonObject.builder()
        .put("messages", monthly(tenant, Metrics.messages(tenant.plan())))
        .put("apiCalls", monthly(tenant, Metrics.apiCalls(tenant.plan())))
        .put("users", held(tenant.plan().users(), members.seatsTaken(tenant)))
        .put("storageBytes", held(tenant.plan().storageBytes(), bytes.used()))
        .build();
  }

  private JsonObject monthly(TenantContext tenant, Allowance allowance) {
    Standing standing = quota.standing(tenant.id(), allowance);
    return counted(standing.limit(), standing.used(), standing.remaining())
        .put("resetsAt", standing.resetsAt())
        .build();
  }

  /** What is held never resets. */
  private static JsonObject held(long limit, long used) {
    return counted(limit, used, Math.max(0, limit - used)).build();
  }

  private static JsonObject.Builder counted(long limit, long used, long remaining) {
    return JsonObject.builder().put("limit", limit).put("used", used).put("remaining", remaining);
  }
}
