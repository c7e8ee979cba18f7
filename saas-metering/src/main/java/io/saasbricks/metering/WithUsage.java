package io.saasbricks.metering;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Middleware;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.StoreUnavailableException;
import io.saasbricks.core.tenant.TenantContext;
import java.time.InstantSource;

/**
 * Gives each request a {@link UsageBatch} and records it before the answer leaves.
 *
 * <p>The batch is recorded also when the handler throws: what was used was used. One write of one
 * write unit per request that used something, none otherwise. The event id is the request's id.
 * Stands behind {@link io.saasbricks.core.tenant.WithTenant}. Safe for concurrent use.
 */
public final class WithUsage implements Middleware {
  private final UsageMeter meter;
  private final InstantSource time;
  private final Unrecorded unrecorded;

  /** Decides what happens to usage that could not be confirmed. */
  @FunctionalInterface
  public interface Unrecorded {
    /** Fails the request with 503, so that no answer leaves whose usage is in doubt. */
    Unrecorded FAILS =
        (tenant, event, cause) -> {
          throw cause;
        };

    /**
     * Takes an event that may or may not have been counted. Recording it again later, with its id
     * and time, is safe; so is logging it for that purpose, or throwing the cause.
     */
    void handle(TenantId tenant, UsageEvent event, StoreUnavailableException cause);
  }

  private WithUsage(UsageMeter meter, InstantSource time, Unrecorded unrecorded) {
    this.meter = meter;
    this.time = time;
    this.unrecorded = unrecorded;
  }

  /** The middleware over this meter. */
  public static WithUsage of(UsageMeter meter, InstantSource time, Unrecorded unrecorded) {
    return new WithUsage(meter, time, unrecorded);
  }

  @Override
  public HttpResponse apply(HttpRequest request, Handler next) {
    TenantId tenant = TenantContext.of(request).id();
    UsageBatch batch = UsageBatch.of(request.requestId(), time.instant());
    HttpResponse response;
    try {
      response = next.handle(request.with(UsageBatch.ATTRIBUTE, batch));
    } catch (RuntimeException failure) {
      recordBeside(failure, tenant, batch);
      throw failure;
    }
    record(tenant, batch);
    return response;
  }

  private void recordBeside(RuntimeException failure, TenantId tenant, UsageBatch batch) {
    try {
      record(tenant, batch);
    } catch (RuntimeException second) {
      failure.addSuppressed(second);
    }
  }

  private void record(TenantId tenant, UsageBatch batch) {
    UsageEvent event = batch.toEvent();
    try {
      meter.record(tenant, event);
    } catch (StoreUnavailableException e) {
      unrecorded.handle(tenant, event, e);
    }
  }
}
