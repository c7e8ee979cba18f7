package com.example;

import io.saasbricks.core.table.SaasTable;
import io.saasbricks.ratelimit.Limits;
import io.saasbricks.ratelimit.Policy;
import io.saasbricks.ratelimit.RateLimiter;
import io.saasbricks.ratelimit.Window;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Configuration
class Wiring {
  @Bean
  SaasTable table(DynamoDbClient client) {
    return SaasTable.of(client, "app", InstantSource.system());
  }

  @Bean
  RateLimiter limiter(SaasTable table) {
    Limits limits = Limits.of("api", Policy.fixedWindow("day", 3, Window.DAY));
    return RateLimiter.of(table, limits, InstantSource.system());
  }
}
