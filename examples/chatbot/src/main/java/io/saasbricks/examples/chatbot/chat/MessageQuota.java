package io.saasbricks.examples.chatbot.chat;

import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.examples.chatbot.usage.Metrics;
import io.saasbricks.metering.Allowance;
import io.saasbricks.metering.Quota;
import io.saasbricks.metering.Ticket;
import io.saasbricks.metering.Verdict;
import io.saasbricks.metering.WithQuota;
import java.time.InstantSource;

/** The messages that a tenant's plan allows in a month. Safe for concurrent use. */
public final class MessageQuota {
  private final Quota quota;
  private final WithQuota refusals;

  public MessageQuota(Quota quota, InstantSource time) {
    this.quota = quota;
    this.refusals = WithQuota.of(quota, tenant -> Metrics.messages(tenant.plan()), time);
  }

  /**
   * Takes one message. One request, one write unit; repeating it under the same id takes nothing.
   *
   * @throws io.saasbricks.core.http.ProblemException with 429 if none is left
   */
  Ticket take(TenantContext tenant, String id) {
    Allowance allowance = Metrics.messages(tenant.plan());
    Verdict verdict = quota.tryConsume(tenant.id(), allowance, id, 1);
    if (verdict instanceof Verdict.Granted granted) {
      return granted.ticket();
    }
    throw refusals.exceeded(allowance, verdict.standing()).asException();
  }

  void giveBack(Ticket ticket) {
    quota.refund(ticket);
  }
}
