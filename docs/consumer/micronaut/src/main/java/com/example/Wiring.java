package com.example;

import io.micronaut.context.annotation.Factory;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.ratelimit.Limits;
import io.saasbricks.ratelimit.Policy;
import io.saasbricks.ratelimit.RateLimiter;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Factory
class Wiring {
  @Singleton
  SaasTable table(DynamoDbClient client) {
    return SaasTable.of(client, "app", InstantSource.system());
  }

  @Singleton
  RateLimiter limiter(SaasTable table) {
    Limits limits = Limits.of("api", Policy.slidingWindow("burst", 3, Duration.ofMinutes(1)));
    return RateLimiter.of(table, limits, InstantSource.system());
  }
}
