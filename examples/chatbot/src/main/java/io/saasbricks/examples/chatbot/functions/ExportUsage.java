package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.ScheduledLambda;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.billing.Billing;
import java.util.Map;

/** Every hour: usage goes to Stripe. */
public final class ExportUsage extends ScheduledLambda {
  public ExportUsage() {
    this(System.getenv());
  }

  public ExportUsage(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private ExportUsage(Backend backend) {
    super(new Billing(backend).usageExport(), backend.nanoTime());
  }
}
