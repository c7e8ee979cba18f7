package io.saasbricks.benchmarks.micro;

import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.ratelimit.Decision;
import io.saasbricks.ratelimit.Limits;
import io.saasbricks.ratelimit.Policy;
import io.saasbricks.ratelimit.RateLimiter;
import io.saasbricks.ratelimit.Subject;
import io.saasbricks.ratelimit.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A rate limit's decision but for DynamoDB's part: the update expression rendered for the counters
 * last seen, and what came back read. The update is answered with a canned item.
 */
@State(Scope.Thread)
public class LimitDecisionBenchmark {
  private static final String TABLE = "limits";
  private static final InstantSource TIME =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
  private static final Policy DAY = Policy.fixedWindow("day", 1_000_000, Window.DAY);
  private static final Subject VISITOR =
      Subject.of("ip", "203.0.113.7").with("agent", "agent_0123456789");

  private final RateLimiter fixedWindow = limiter(DAY);
  private final RateLimiter tokenBucket =
      limiter(Policy.tokenBucket("burst", 1_000, Duration.ofSeconds(60)));
  private final RateLimiter composite =
      limiter(
          DAY,
          Policy.fixedWindow("agent-day", 500_000, Window.DAY).per("agent"),
          Policy.slidingWindow("burst", 1_000, Duration.ofSeconds(60)));

  /** One counter. */
  @Benchmark
  public Decision fixedWindow() {
    return fixedWindow.tryAcquire(VISITOR);
  }

  /** Tokens and when they were counted. */
  @Benchmark
  public Decision tokenBucket() {
    return tokenBucket.tryAcquire(VISITOR);
  }

  /** Two fixed windows and a sliding one of the chatbot's visitors, in one update. */
  @Benchmark
  public Decision composite() {
    return composite.tryAcquire(VISITOR);
  }

  private static RateLimiter limiter(Policy... policies) {
    InMemoryDynamoDb database = InMemoryDynamoDb.create(TIME);
    StandardTable.create(database.client(), TABLE);
    SaasTable table = SaasTable.of(new RepeatedUpdate(database.client()), TABLE, TIME);
    return RateLimiter.of(table, Limits.of("widget", policies), TIME);
  }
}
