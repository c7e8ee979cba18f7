package io.saasbricks.metering;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Middleware;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.http.ProblemException;
import io.saasbricks.core.tenant.TenantContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Takes one from the tenant's allowance for each request, and answers 429 when there is none left.
 *
 * <p>The answer's body has {@code quota}, {@code limit}, {@code used}, {@code remaining} and {@code
 * resetsAt}; {@code Retry-After} tells the seconds until the next period. What was taken is given
 * back if the handler throws or answers with 500 or above. One write unit per request, two if it is
 * given back. Stands behind {@link io.saasbricks.core.tenant.WithTenant}. Safe for concurrent use.
 */
public final class WithQuota implements Middleware {
  private final Quota quota;
  private final Function<TenantContext, Allowance> allowance;
  private final UnaryOperator<TenantContext> refreshed;
  private final InstantSource time;

  private WithQuota(
      Quota quota,
      Function<TenantContext, Allowance> allowance,
      UnaryOperator<TenantContext> refreshed,
      InstantSource time) {
    this.quota = quota;
    this.allowance = allowance;
    this.refreshed = refreshed;
    this.time = time;
  }

  /**
   * The middleware for one allowance.
   *
   * @param allowance of a tenant, such as {@code context -> Allowance.monthly("api_calls",
   *     context.plan().apiCalls())}
   */
  public static WithQuota of(
      Quota quota, Function<TenantContext, Allowance> allowance, InstantSource time) {
    Objects.requireNonNull(allowance, "allowance");
    return new WithQuota(quota, allowance, UnaryOperator.identity(), time);
  }

  /**
   * This middleware, which looks at the tenant anew before it refuses: a plan just paid for counts
   * at once, although the tenant is cached. Only refusals cost the read, and one write unit more if
   * the allowance has changed.
   *
   * @param current such as {@link io.saasbricks.core.tenant.WithTenant#refreshed}
   */
  public WithQuota refreshing(UnaryOperator<TenantContext> current) {
    return new WithQuota(quota, allowance, Objects.requireNonNull(current, "current"), time);
  }

  @Override
  public HttpResponse apply(HttpRequest request, Handler next) {
    return answer(request, next, take(TenantContext.of(request), request.requestId()));
  }

  /**
   * Takes one from the tenant's allowance; for handlers that decide on their own when.
   *
   * @param id of what is taken for; repeating it takes nothing again, see {@link Quota#MEMORY}
   * @throws ProblemException with 429 if there is none left; with 409 if what was taken under this
   *     id has been given back, so that the work must be tried under another id
   */
  public Ticket take(TenantContext tenant, String id) {
    Allowance asked = allowance.apply(tenant);
    Verdict verdict = quota.tryConsume(tenant.id(), asked, id, 1);
    if (verdict instanceof Verdict.Denied) {
      Allowance current = allowance.apply(refreshed.apply(tenant));
      if (!current.equals(asked)) {
        asked = current;
        verdict = quota.tryConsume(tenant.id(), asked, id, 1);
      }
    }
    if (verdict instanceof Verdict.Granted granted) {
      return granted.ticket();
    }
    throw refusal(asked, verdict).asException();
  }

  private HttpResponse answer(HttpRequest request, Handler next, Ticket ticket) {
    try {
      HttpResponse response = next.handle(request);
      if (response.status() >= 500) {
        quota.refund(ticket);
      }
      return response;
    } catch (ProblemException refusal) {
      if (refusal.problem().status() >= 500) {
        refundBeside(refusal, ticket);
      }
      throw refusal;
    } catch (RuntimeException failure) {
      refundBeside(failure, ticket);
      throw failure;
    }
  }

  private void refundBeside(RuntimeException failure, Ticket ticket) {
    try {
      quota.refund(ticket);
    } catch (RuntimeException second) {
      failure.addSuppressed(second);
    }
  }

  private Problem refusal(Allowance allowed, Verdict verdict) {
    return verdict instanceof Verdict.Spent
        ? Problem.conflict("The quota taken under this id was given back; try under another id.")
        : exceeded(allowed, verdict.standing());
  }

  private Problem exceeded(Allowance allowed, Standing standing) {
    Duration wait = Duration.between(time.instant(), standing.resetsAt());
    return Problem.of(
            "quota-exceeded",
            "The quota is used up",
            429,
            "The plan's " + allowed.name() + " are used up until " + standing.resetsAt() + ".")
        .with("quota", allowed.name())
        .with("limit", standing.limit())
        .with("used", standing.used())
        .with("remaining", standing.remaining())
        .with("resetsAt", standing.resetsAt())
        .withHeader("retry-after", Long.toString(Math.max(1, wait.toSeconds() + 1)));
  }
}
