package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.ScheduledLambda;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.billing.Billing;
import java.util.Map;

/** Every night: the hours of days that are over become days. */
public final class FoldDays extends ScheduledLambda {
  public FoldDays() {
    this(System.getenv());
  }

  public FoldDays(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private FoldDays(Backend backend) {
    super(new Billing(backend).dayFolding(), backend.nanoTime());
  }
}
