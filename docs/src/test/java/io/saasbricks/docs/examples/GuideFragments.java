package io.saasbricks.docs.examples;

import io.saasbricks.auth.Authenticate;
import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.config.Environment;
import io.saasbricks.core.config.ParameterSource;
import io.saasbricks.core.config.Parameters;
import io.saasbricks.core.http.Authorizer;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.Middleware;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.net.Transport;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.ItemCollection;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.TenantTable;
import io.saasbricks.core.tenant.Members;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.Role;
import io.saasbricks.core.tenant.Tenant;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.core.tenant.TenantPlacement;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.metering.Allowance;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.Quota;
import io.saasbricks.metering.UsageEvent;
import io.saasbricks.metering.UsageMeter;
import io.saasbricks.metering.UsageReader;
import io.saasbricks.metering.Verdict;
import io.saasbricks.metering.WithQuota;
import io.saasbricks.metering.WithUsage;
import io.saasbricks.metering.billing.Account;
import io.saasbricks.metering.billing.UsageExporter;
import io.saasbricks.metering.stripe.StripeClient;
import io.saasbricks.metering.stripe.StripeMeters;
import io.saasbricks.ratelimit.AbuseGuard;
import io.saasbricks.ratelimit.AbuseVerdict;
import io.saasbricks.ratelimit.ClientAddress;
import io.saasbricks.ratelimit.Decision;
import io.saasbricks.ratelimit.FailureAnswer;
import io.saasbricks.ratelimit.Limits;
import io.saasbricks.ratelimit.Policy;
import io.saasbricks.ratelimit.RateLimitAuthorizer;
import io.saasbricks.ratelimit.RateLimitMiddleware;
import io.saasbricks.ratelimit.RateLimiter;
import io.saasbricks.ratelimit.Subject;
import io.saasbricks.ratelimit.Window;
import io.saasbricks.ratelimit.abuse.MessageDetector;
import io.saasbricks.ratelimit.abuse.MessageFinding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Fragments of the guides, which the compiler holds to the API; what they do, the modules test. */
@SuppressWarnings({"unused", "ResultOfMethodCallIgnored"}) // a fragment shows calls, not results
final class GuideFragments {
  private static final ItemCollection NOTES = ItemCollection.of("NOTE");

  private GuideFragments() {}

  static void configuration(Transport transport, InstantSource time) {
    Environment environment = Environment.of(System.getenv());
    ParameterSource source = ParameterSource.ssm(environment, transport, time, System::nanoTime);
    Parameters parameters = Parameters.of(source, "/acme/", Duration.ofMinutes(5), time);
    Supplier<Secret> sessionSecret = parameters.named("session-secret");
  }

  static void usage(SaasTable table, TenantId tenant, String eventId, Instant at) {
    UsageMeter meter = UsageMeter.of(table, InstantSource.system());
    UsageReader reader = UsageReader.of(table, InstantSource.system());

    meter.record(tenant, UsageEvent.of(eventId, at).with(Metric.sum("tokens"), 250));
    reader.month(tenant, YearMonth.of(2026, 11)).of(Metric.sum("tokens"));
  }

  static Handler metered(
      Handler handler, Middleware withTenant, UsageMeter meter, Quota quota, InstantSource time) {
    return handler.behind(
        withTenant,
        WithUsage.of(meter, time, WithUsage.Unrecorded.FAILS),
        WithQuota.of(
            quota, context -> Allowance.monthly("api_calls", context.plan().apiCalls()), time));
  }

  static Optional<Instant> quota(Quota quota, TenantId tenant, String requestId) {
    Allowance messages = Allowance.monthly("messages", 1_000);
    Verdict verdict = quota.tryConsume(tenant, messages, requestId, 1);
    if (verdict instanceof Verdict.Denied denied) {
      return Optional.of(denied.standing().resetsAt());
    }
    return Optional.empty();
  }

  static void export(
      SaasTable table,
      UsageReader reader,
      StripeClient client,
      InstantSource time,
      Supplier<String> runIds,
      Iterator<Account> accounts,
      Deadline deadline) {
    StripeMeters stripe =
        StripeMeters.open(client, Set.of("api_calls"), System::nanoTime, deadline);
    UsageExporter exporter =
        UsageExporter.builder(table, reader, stripe, time, runIds)
            .meter(Metric.sum("api_calls"), "api_calls")
            .statement(stripe)
            .build();
    exporter.run(accounts, deadline);
  }

  static Optional<Duration> limited(SaasTable table, HttpRequest request, String agentId) {
    Limits widget =
        Limits.of(
            "widget",
            Policy.fixedWindow("day", 100, Window.DAY),
            Policy.fixedWindow("agent-day", 50, Window.DAY).per("agent"),
            Policy.slidingWindow("burst", 10, Duration.ofSeconds(60)));

    RateLimiter limiter =
        RateLimiter.builder(table, widget, InstantSource.system())
            .rememberingDenials(Duration.ofSeconds(5), System::nanoTime)
            .failing(FailureAnswer.ADMIT, Duration.ofMillis(150), System::nanoTime)
            .build();

    Subject caller = ClientAddress.parse(request.sourceIp()).subject().with("agent", agentId);
    if (limiter.tryAcquire(caller) instanceof Decision.Denied denied) {
      return Optional.of(denied.retryAfter());
    }
    return Optional.empty();
  }

  static boolean guarded(
      SaasTable table, Limits widget, InstantSource time, Subject caller, String message) {
    AbuseGuard door =
        RateLimiter.builder(table, widget, time).buildGuard(MessageDetector.standard());

    AbuseVerdict verdict = door.tryAcquire(caller, message);
    verdict.score(); // 82 points: INJECTION 71, BURST 11
    return verdict.decision().allowed(); // else QUOTA_EXCEEDED, ABNORMAL_USAGE or BLOCKED
  }

  @SuppressWarnings("NullAway") // The context of an allowed caller always has its subject.
  static Authorizer atTheDoor(Authorizer authorizer, RateLimiter limiter) {
    return RateLimitAuthorizer.around(
        authorizer, limiter, caller -> Subject.of("caller", caller.get("subject")));
  }

  static Handler behindTheDoor(Handler handler) {
    return handler.behind(Authenticate.byAuthorizer(), RateLimitMiddleware.byAuthorizer());
  }

  static boolean suspicious(String message) {
    MessageFinding finding = MessageDetector.standard().inspect(message);
    return finding.flagged(); // and finding.suspicion(), finding.signals()
  }

  static Handler tenancy(
      SaasTable table, Handler handler, Middleware authenticate, InstantSource time) {
    TenantStore tenants = TenantStore.of(table, time, System::nanoTime);
    Handler guarded =
        handler.behind(authenticate, WithTenant.of(tenants, PlanCatalogue.standard()));
    return guarded;
  }

  static Page<Item> notes(TenantPlacement placement, HttpRequest request) {
    TenantContext context = TenantContext.of(request);
    TenantTable table = placement.table(context).within(request.deadline());
    Page<Item> notes = table.query(NOTES, Range.all(), PageRequest.first(20));
    return notes;
  }

  static void members(
      SaasTable table,
      InstantSource time,
      Tenant tenant,
      TenantContext context,
      String email,
      String userId) {
    Members members = Members.of(table, time);
    members.found(tenant.id(), email, userId);
    Members.Invitation invitation = members.invite(context, "bob@example.com", Role.MEMBER);
    Optional<Members.Joined> joined = members.join(email, userId);
  }
}
