package io.saasbricks.examples.chatbot.billing;

import io.saasbricks.metering.billing.Account;
import io.saasbricks.metering.billing.ExportListener;
import io.saasbricks.metering.billing.LatePolicy;
import io.saasbricks.metering.billing.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what somebody should look at. */
final class ExportLog implements ExportListener {
  private static final Logger LOG = LoggerFactory.getLogger(ExportLog.class);

  @Override
  public void refused(Account account, Window window, String reason) {
    LOG.atError()
        .addKeyValue("tenantId", account.tenant().value())
        .addKeyValue("meter", window.meter())
        .addKeyValue("hour", window.hour())
        .addKeyValue("reason", reason)
        .log("usage could not be billed and will be tried again");
  }

  @Override
  public void late(Account account, Window window, long units, LatePolicy policy) {
    LOG.atWarn()
        .addKeyValue("tenantId", account.tenant().value())
        .addKeyValue("meter", window.meter())
        .addKeyValue("hour", window.hour())
        .addKeyValue("units", units)
        .addKeyValue("policy", policy)
        .log("usage was counted after its invoice was final");
  }

  @Override
  public void failed(Account account, RuntimeException cause) {
    LOG.atError()
        .addKeyValue("tenantId", account.tenant().value())
        .setCause(cause)
        .log("an account could not be exported and will be tried again");
  }
}
