package io.saasbricks.examples.chatbot.billing;

import io.saasbricks.core.Secret;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.metering.UsageFolder;
import io.saasbricks.metering.stripe.ProcessedEvents;
import io.saasbricks.metering.stripe.StripeCheckout;
import io.saasbricks.metering.stripe.StripeClient;
import io.saasbricks.metering.stripe.StripeWebhook;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/**
 * Billing, wired to the backend and to Stripe: the secret key is the parameter {@code
 * stripe-secret-key}, the webhook's {@code stripe-webhook-secret}.
 */
public final class Billing {
  private final Backend backend;
  private final BillingAccounts accounts;
  private final StripeClient stripe;
  private final Supplier<Secret> webhookSecret;

  public Billing(Backend backend) {
    this.backend = backend;
    this.accounts = new BillingAccounts(backend.app());
    this.stripe =
        StripeClient.of(
            backend.transport(),
            URI.create(backend.environment().required("STRIPE_BASE_URL")),
            backend.parameters().named("stripe-secret-key"),
            Billing::sleep,
            backend.random());
    this.webhookSecret = backend.parameters().named("stripe-webhook-secret");
  }

  /** Where plans are bought; Stripe's pages lead back to the first origin that is allowed. */
  public PlanSales sales() {
    URI console = URI.create(backend.environment().list("ALLOWED_ORIGINS").get(0));
    return new PlanSales(accounts, StripeCheckout.of(stripe), console, backend.time());
  }

  /** Verifies what claims to come from Stripe, by the secret of now. */
  public StripeWebhook webhook() {
    return StripeWebhook.of(List.of(webhookSecret.get()), backend.time());
  }

  public StripeEvents events() {
    ProcessedEvents processed = ProcessedEvents.of(backend.app(), backend.time());
    PlanChanges plans =
        new PlanChanges(accounts, backend.tenants(), processed, StripeCheckout.of(stripe));
    return new StripeEvents(accounts, plans, usageExport(), stripe);
  }

  public UsageExport usageExport() {
    return new UsageExport(
        accounts,
        backend.counters(),
        stripe,
        new UsageExport.Clocks(backend.time(), backend.nanoTime()),
        () -> HexFormat.of().toHexDigits(backend.random().nextLong()));
  }

  public DayFolding dayFolding() {
    UsageFolder folder = UsageFolder.of(backend.counters(), backend.time());
    return new DayFolding(accounts, folder, backend.time());
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
