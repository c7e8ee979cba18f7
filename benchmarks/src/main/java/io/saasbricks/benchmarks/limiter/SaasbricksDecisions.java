package io.saasbricks.benchmarks.limiter;

import io.saasbricks.core.net.AwsHttpClient;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.LocalClient;
import io.saasbricks.local.dynamodb.RequestCounter;
import io.saasbricks.ratelimit.Limits;
import io.saasbricks.ratelimit.Policy;
import io.saasbricks.ratelimit.RateLimiter;
import io.saasbricks.ratelimit.RateLimiterBuilder;
import io.saasbricks.ratelimit.Subject;
import io.saasbricks.ratelimit.Window;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Decides as fast as it can on the table {@code limits}, as {@link CompareLimiters} tells it. */
public final class SaasbricksDecisions {
  static final String TABLE = "limits";
  private static final Duration ATTEMPT = Duration.ofSeconds(3);
  private static final int KEYS = 100;
  private static final int AGENTS = 7;
  private static final int LEASE = 10_000;
  private static final long QUOTA = 1_000_000_000;

  /** Above what can be decided in one run, refilled slowly, so that a hot bucket is never full. */
  private static final long BURST = 1_000_000;

  private static final Duration REFILL = Duration.ofDays(31);

  private SaasbricksDecisions() {}

  /**
   * Prints decisions, seconds, requests, read units and write units.
   *
   * @param arguments the endpoint, the scenario, how many threads, how many milliseconds to delay
   *     each request, how many seconds to measure
   */
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    RequestCounter counter = new RequestCounter();
    Obstacle obstacle = new Obstacle(Duration.ofMillis(Long.parseLong(arguments[3])));
    int threads = Integer.parseInt(arguments[2]);
    int seconds = Integer.parseInt(arguments[4]);
    try (DynamoDbClient client = client(URI.create(arguments[0]), counter, obstacle)) {
      InstantSource time = InstantSource.system();
      IntConsumer decision = decision(arguments[1], SaasTable.of(client, TABLE, time), time);
      decide(decision, threads, Math.max(1, seconds / 2));
      counter.reset();
      obstacle.refused.reset();
      long start = System.nanoTime();
      long decisions = decide(decision, threads, seconds);
      double taken = (System.nanoTime() - start) / 1e9;
      RequestCounter.Usage usage = counter.snapshot().total();
      System.out.printf(
          Locale.ROOT,
          "%d %.3f %d %.1f %.1f%n",
          decisions,
          taken,
          usage.attempts(),
          usage.readUnits(),
          usage.writeUnits() + obstacle.refused.sum());
    }
  }

  private static DynamoDbClient client(URI endpoint, ExecutionInterceptor... interceptors) {
    return LocalClient.builder(
            endpoint,
            settings -> {
              for (ExecutionInterceptor interceptor : interceptors) {
                settings.addExecutionInterceptor(interceptor);
              }
            })
        .httpClient(AwsHttpClient.of(ATTEMPT, InstantSource.system(), System::nanoTime))
        .build();
  }

  private static IntConsumer decision(String scenario, SaasTable table, InstantSource time) {
    Policy bucket = Policy.tokenBucket("rate", BURST, REFILL);
    Policy day = Policy.fixedWindow("day", QUOTA, Window.DAY);
    return switch (scenario) {
      case "uncontended" -> {
        RateLimiter limiter = limiter(table, time, bucket).build();
        yield number -> take(limiter, Subject.of("ip", "uncontended" + number % KEYS));
      }
      case "hot" -> {
        RateLimiter limiter = limiter(table, time, bucket).build();
        yield number -> take(limiter, Subject.of("ip", "hot"));
      }
      case "leased" -> {
        RateLimiter limiter = limiter(table, time, day).leasing(LEASE).build();
        yield number -> take(limiter, Subject.of("ip", "leased"));
      }
      case "composite" -> {
        Policy perAgent = Policy.fixedWindow("agent-day", QUOTA, Window.DAY).per("agent");
        RateLimiter limiter = limiter(table, time, day, perAgent).build();
        yield number ->
            take(
                limiter,
                Subject.of("ip", "ip" + number % KEYS).with("agent", "agent" + number % AGENTS));
      }
      default -> throw new IllegalArgumentException(scenario);
    };
  }

  private static RateLimiterBuilder limiter(
      SaasTable table, InstantSource time, Policy... policies) {
    return RateLimiter.builder(table, Limits.of("door", policies), time);
  }

  private static void take(RateLimiter limiter, Subject subject) {
    if (!limiter.tryAcquire(subject).allowed()) {
      throw new IllegalStateException("denied");
    }
  }

  private static long decide(IntConsumer decision, int threads, int seconds)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<Long>> counts = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      counts.add(pool.submit(() -> decideUntil(end, decision)));
    }
    long total = 0;
    for (Future<Long> count : counts) {
      total += count.get();
    }
    pool.shutdown();
    return total;
  }

  private static long decideUntil(long end, IntConsumer decision) {
    long count = 0;
    while (System.nanoTime() < end) {
      decision.accept((int) count++);
    }
    return count;
  }

  /** Delays requests, and counts those whose condition failed, which cost one write unit. */
  private record Obstacle(Duration delay, LongAdder refused) implements ExecutionInterceptor {
    Obstacle(Duration delay) {
      this(delay, new LongAdder());
    }

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      if (!delay.isZero()) {
        LockSupport.parkNanos(delay.toNanos());
      }
    }

    @Override
    public void onExecutionFailure(
        Context.FailedExecution context, ExecutionAttributes attributes) {
      if (context.exception() instanceof ConditionalCheckFailedException) {
        refused.increment();
      }
    }
  }
}
