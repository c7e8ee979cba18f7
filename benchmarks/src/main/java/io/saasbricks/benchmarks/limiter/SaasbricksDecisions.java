package io.saasbricks.benchmarks.limiter;

import io.saasbricks.core.table.Consumption;
import io.saasbricks.core.table.DynamoDb;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.ratelimit.Limits;
import io.saasbricks.ratelimit.Policy;
import io.saasbricks.ratelimit.RateLimiter;
import io.saasbricks.ratelimit.RateLimiterBuilder;
import io.saasbricks.ratelimit.Subject;
import io.saasbricks.ratelimit.Window;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Decides as fast as it can on the table {@code limits}, as {@link CompareLimiters} tells it. */
public final class SaasbricksDecisions {
  static final String TABLE = "limits";
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
    Duration delay = Duration.ofMillis(Long.parseLong(arguments[3]));
    int threads = Integer.parseInt(arguments[2]);
    int seconds = Integer.parseInt(arguments[4]);
    Consumption consumption = new Consumption();
    InstantSource time = InstantSource.system();
    DynamoDbClient client = new DelayedUpdates(client(arguments[0]), delay);
    SaasTable table = SaasTable.of(client, TABLE, time, consumption);
    IntConsumer decision = decision(arguments[1], table, time);
    decide(decision, threads, Math.max(1, seconds / 2));
    Consumption.Snapshot before = consumption.snapshot();
    long start = System.nanoTime();
    long decisions = decide(decision, threads, seconds);
    double taken = (System.nanoTime() - start) / 1e9;
    Consumption.Snapshot used = consumption.snapshot().since(before);
    System.out.printf(
        Locale.ROOT,
        "%d %.3f %d %.1f %.1f%n",
        decisions,
        taken,
        used.requests(),
        used.readUnits(),
        used.writeUnits());
  }

  /** The client that functions use. */
  private static DynamoDbClient client(String endpoint) {
    return DynamoDb.client(
        Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local",
            "AWS_ENDPOINT_URL_DYNAMODB", endpoint));
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

  /** Delays each update, the one request that limits make. */
  private record DelayedUpdates(DynamoDbClient client, Duration delay) implements DynamoDbClient {
    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
      if (!delay.isZero()) {
        LockSupport.parkNanos(delay.toNanos());
      }
      return client.updateItem(request);
    }

    @Override
    public String serviceName() {
      return client.serviceName();
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
