package io.saasbricks.docs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.UsageEvent;
import io.saasbricks.metering.UsageMeter;
import io.saasbricks.ratelimit.Decision;
import io.saasbricks.ratelimit.Limits;
import io.saasbricks.ratelimit.Policy;
import io.saasbricks.ratelimit.RateLimiter;
import io.saasbricks.ratelimit.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The beans of docs/adoption.md, wired as a framework would. */
class AdoptionExampleTest {
  @Test
  void beansAreMadeFromTheirArguments() {
    DynamoDbClient client = InMemoryDynamoDb.create(InstantSource.system()).client();
    StandardTable.create(client, "app");
    Beans beans = new Beans();
    SaasTable table = beans.table(client);

    Metric calls = Metric.sum("calls");
    UsageEvent event = UsageEvent.of("request-1", Instant.now()).with(calls, 1);
    beans.meter(table).record(new TenantId("bakery01"), event);

    assertThat(beans.chat(beans.limiter(table), "203.0.113.7")).isEqualTo(200);
  }

  @SuppressWarnings("EffectivelyPrivate") // The guide shows them as a framework wants them.
  private static final class Beans {
    public SaasTable table(DynamoDbClient client) {
      return SaasTable.of(client, "app", InstantSource.system());
    }

    public RateLimiter limiter(SaasTable table) {
      Limits limits = Limits.of("api", Policy.slidingWindow("burst", 10, Duration.ofMinutes(1)));
      return RateLimiter.of(table, limits, InstantSource.system());
    }

    public UsageMeter meter(SaasTable table) {
      return UsageMeter.of(table, InstantSource.system());
    }

    public int chat(RateLimiter limiter, String sourceIp) {
      Decision decision = limiter.tryAcquire(Subject.of("ip", sourceIp));
      return decision instanceof Decision.Denied ? 429 : 200;
    }
  }
}
