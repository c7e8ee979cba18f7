package io.saasbricks.examples.chatbot.billing;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.SaasException;
import io.saasbricks.core.http.ScheduledLambda;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.metering.UsageFolder;
import java.time.InstantSource;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the hours of every tenant's days that are over, so that a month is read in one query. A
 * tenant that fails does not stop the others, and is folded by the next run.
 */
public final class DayFolding implements ScheduledLambda.Job {
  private static final Logger LOG = LoggerFactory.getLogger(DayFolding.class);

  private final BillingAccounts accounts;
  private final UsageFolder folder;
  private final InstantSource time;

  DayFolding(BillingAccounts accounts, UsageFolder folder, InstantSource time) {
    this.accounts = accounts;
    this.folder = folder;
    this.time = time;
  }

  @Override
  public JsonObject run(Deadline deadline) {
    Iterator<BillingAccount> all = accounts.all(time.instant());
    long tenants = 0;
    long days = 0;
    long failed = 0;
    while (all.hasNext() && !deadline.passed()) {
      TenantId tenant = all.next().tenant();
      tenants++;
      try {
        days += folder.fold(tenant);
      } catch (SaasException failure) {
        failed++;
        LOG.atWarn()
            .addKeyValue("tenantId", tenant.value())
            .setCause(failure)
            .log("a tenant's days could not be folded");
      }
    }
    return JsonObject.builder()
        .put("tenants", tenants)
        .put("days", days)
        .put("failed", failed)
        .put("complete", !all.hasNext())
        .build();
  }
}
