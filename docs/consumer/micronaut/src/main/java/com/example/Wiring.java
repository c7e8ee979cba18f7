package com.example;

import io.micronaut.context.annotation.Factory;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.ratelimit.Limits;
import io.saasbricks.ratelimit.Policy;
import io.saasbricks.ratelimit.RateLimiter;
import io.saasbricks.ratelimit.Window;
import jakarta.inject.Singleton;
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
    Limits limits = Limits.of("api", Policy.fixedWindow("day", 3, Window.DAY));
    return RateLimiter.of(table, limits, InstantSource.system());
  }
}
