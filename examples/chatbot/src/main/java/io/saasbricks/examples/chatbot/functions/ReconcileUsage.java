package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.ScheduledLambda;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.billing.Billing;
import java.util.Map;

/** Every night: what was delivered is compared with Stripe's statement. */
public final class ReconcileUsage extends ScheduledLambda {
  public ReconcileUsage() {
    this(System.getenv());
  }

  public ReconcileUsage(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private ReconcileUsage(Backend backend) {
    super(new Billing(backend).usageExport()::reconcile, backend.nanoTime());
  }
}
