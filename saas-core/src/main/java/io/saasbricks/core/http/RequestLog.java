package io.saasbricks.core.http;

import io.saasbricks.core.table.Consumption;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes one line about every request: what was asked, how it ended, how long it took and what it
 * cost.
 *
 * <p>Key-values: {@code requestId}, {@code route}, {@code status}, {@code latencyMs}, {@code
 * dynamoRequests}, {@code dynamoReadUnits}, {@code dynamoWriteUnits}, on Lambda {@code coldStart}
 * and {@code gbMs} (memory times latency), and the {@link RequestFacts} of the request, such as
 * {@code tenantId}. Neither path nor headers nor bodies are logged.
 *
 * <p>A streamed answer is logged once its body is written, with the status of the problem that
 * ended it, if one did.
 *
 * <p>Stands behind {@link Cors} and before everything else; refusals thrown behind it are already
 * answers when they leave it. Costs no request. Safe for concurrent use, but requests served at the
 * same time see each other's DynamoDB consumption; a Lambda environment serves one at a time.
 */
public final class RequestLog implements Middleware {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MEGABYTES_PER_GIGABYTE = 1024;

  private final Consumption consumption;
  private final LongSupplier nanoTime;

  private RequestLog(Consumption consumption, LongSupplier nanoTime) {
    this.consumption = consumption;
    this.nanoTime = nanoTime;
  }

  /**
   * A log of requests.
   *
   * @param consumption shared by the tables that the requests use
   * @param nanoTime measures the latency
   */
  public static RequestLog of(Consumption consumption, LongSupplier nanoTime) {
    return new RequestLog(consumption, nanoTime);
  }

  @Override
  public HttpResponse apply(HttpRequest request, Handler next) {
    long start = nanoTime.getAsLong();
    Consumption.Snapshot before = consumption.snapshot();
    HttpResponse response = Problems.answer(request, next);
    return response.whenWritten(
        () -> {
          noteCost(request, nanoTime.getAsLong() - start, consumption.snapshot().since(before));
          write(request, response);
        });
  }

  private static void noteCost(HttpRequest request, long nanos, Consumption.Snapshot used) {
    RequestFacts facts = request.facts();
    double millis = nanos / NANOS_PER_MILLI;
    facts.put("latencyMs", Math.round(millis));
    facts.put("dynamoRequests", used.requests());
    facts.put("dynamoReadUnits", used.readUnits());
    facts.put("dynamoWriteUnits", used.writeUnits());
    request
        .invocation()
        .ifPresent(
            invocation -> {
              facts.put("coldStart", invocation.first());
              double gigabytes = invocation.memoryMegabytes() / MEGABYTES_PER_GIGABYTE;
              facts.put("gbMs", Math.round(gigabytes * millis * 1000) / 1000.0);
            });
  }

  private static void write(HttpRequest request, HttpResponse response) {
    RequestFacts facts = request.facts();
    facts.put("requestId", request.requestId());
    facts.putIfAbsent("route", request.parts().route());
    facts.putIfAbsent("status", response.status());
    LoggingEventBuilder line = LOG.atInfo();
    for (Map.Entry<String, Object> fact : facts.values().entrySet()) {
      line = line.addKeyValue(fact.getKey(), fact.getValue());
    }
    line.log("request");
  }
}
