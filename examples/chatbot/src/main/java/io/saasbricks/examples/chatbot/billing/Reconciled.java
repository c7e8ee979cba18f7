package io.saasbricks.examples.chatbot.billing;

import io.saasbricks.core.json.JsonObject;
import io.saasbricks.metering.billing.Account;
import io.saasbricks.metering.billing.Reconciliation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds up what a reconciliation finds, and logs each difference. Not safe for concurrent use. */
final class Reconciled {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciled.class);

  private long accounts;
  private long windows;
  private long inDoubt;
  private long differences;

  void add(Account account, Reconciliation.Report report) {
    accounts++;
    windows += report.windows();
    inDoubt += report.inDoubt();
    differences += report.differences().size();
    for (Reconciliation.Difference difference : report.differences()) {
      LOG.atError()
          .addKeyValue("tenantId", account.tenant().value())
          .addKeyValue("customer", account.customer())
          .addKeyValue("delivered", difference.delivered())
          .addKeyValue("stated", difference.stated())
          .addKeyValue("identifier", difference.identifier())
          .log("Stripe's statement differs from what was delivered");
    }
  }

  JsonObject toJson(boolean complete) {
    return JsonObject.builder()
        .put("accounts", accounts)
        .put("windows", windows)
        .put("inDoubt", inDoubt)
        .put("differences", differences)
        .put("complete", complete)
        .build();
  }
}
