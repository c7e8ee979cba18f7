package io.saasbricks.examples.chatbot.chat;

import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.examples.chatbot.usage.Metrics;
import io.saasbricks.metering.Quota;
import io.saasbricks.metering.Ticket;
import io.saasbricks.metering.WithQuota;
import java.time.InstantSource;

/**
 * The messages that a tenant's plan allows in a month; a plan just paid for counts at once. Safe
 * for concurrent use.
 */
public final class MessageQuota {
  private final Quota quota;
  private final WithQuota messages;

  public MessageQuota(Quota quota, WithTenant tenants, InstantSource time) {
    this.quota = quota;
    this.messages =
        WithQuota.of(quota, tenant -> Metrics.messages(tenant.plan()), time)
            .refreshing(tenants::refreshed);
  }

  /**
   * Takes one message. One request, one write unit; repeating it under the same id takes nothing.
   *
   * @throws io.saasbricks.core.http.ProblemException with 429 if none is left
   */
  Ticket take(TenantContext tenant, String id) {
    return messages.take(tenant, id);
  }

  void giveBack(Ticket ticket) {
    quota.refund(ticket);
  }
}
