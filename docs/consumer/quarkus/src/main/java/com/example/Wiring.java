package com.example;

import io.saasbricks.core.table.SaasTable;
import io.saasbricks.ratelimit.Limits;
import io.saasbricks.ratelimit.Policy;
import io.saasbricks.ratelimit.RateLimiter;
import io.saasbricks.ratelimit.Window;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
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
    Limits limits = Limits.of("api", Policy.fixedWindow("day", 3, Window.DAY));
    return RateLimiter.of(table, limits, InstantSource.system());
  }
}
