package com.example;

import io.saasbricks.core.table.SaasTable;
import io.saasbricks.ratelimit.Limits;
import io.saasbricks.ratelimit.Policy;
import io.saasbricks.ratelimit.RateLimiter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ApplicationScoped
class Wiring {
  @Produces
  @Singleton
  SaasTable table(DynamoDbClient client) {
    return SaasTable.of(client, "app", InstantSource.system());
  }

  @Produces
  @Singleton
  RateLimiter limiter(SaasTable table) {
    Limits limits = Limits.of("api", Policy.slidingWindow("burst", 3, Duration.ofMinutes(1)));
    return RateLimiter.of(table, limits, InstantSource.system());
  }
}
