package io.saasbricks.examples.chatbot.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.LocalClient;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.simulation.Fault;
import io.saasbricks.local.simulation.FaultyHttpClient;
import io.saasbricks.local.time.ManualTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The door of the widget while DynamoDB is well, slow or down. */
class VisitorLimitsTest {
  private final ManualTime time = new ManualTime(Instant.parse("2026-03-01T08:00:00Z"));
  private final InMemoryDynamoDb database = InMemoryDynamoDb.create(time);
  private final AtomicInteger served = new AtomicInteger();
  private boolean down;

  private Handler door(LongSupplier nanoTime) {
    try (DynamoDbClient client = database.client()) {
      StandardTable.create(client, "counters");
    }
    SdkHttpClient http =
        FaultyHttpClient.around(
            database.httpClient(),
            (number, operation) -> down ? Optional.of(Fault.LOST_REQUEST) : Optional.empty());
    DynamoDbClient client =
        LocalClient.builder(
                URI.create("http://memory"),
                settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClient(http)
            .build();
    SaasTable counters = SaasTable.of(client, "counters", time);
    Handler serve =
        request -> {
          served.incrementAndGet();
          return HttpResponse.ok(JsonObject.builder().build());
        };
    return serve.behind(VisitorLimits.of(counters, time, nanoTime));
  }

  private static HttpRequest visit() {
    JsonObject body =
        JsonObject.builder().put("agentId", "agent").put("message", "Are you open?").build();
    return Visits.message("192.0.2.1", "request", body);
  }

  @Test
  void anEleventhMessageWithinAMinuteIsRefused() {
    Handler door = door(time.nanos());
    for (int message = 0; message < 10; message++) {
      time.advance(Duration.ofSeconds(1));
      HttpResponse answer = door.handle(visit());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers().get("ratelimit")).isPresent();
    }
    assertThat(door.handle(visit()).status()).isEqualTo(429);
    assertThat(served).hasValue(10);
  }

  @Test
  void whileDynamoDbIsDownAMessagePassesUncountedAndTheLogLineSaysSo() {
    Handler door = door(time.nanos());
    down = true;
    HttpRequest visit = visit();
    HttpResponse answer = door.handle(visit);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().get("ratelimit")).isEmpty();
    assertThat(visit.facts().values()).containsEntry("limitsUnavailable", true);
    down = false;
    HttpRequest next = visit();
    assertThat(door.handle(next).headers().get("ratelimit")).isPresent();
    assertThat(next.facts().values()).doesNotContainKey("limitsUnavailable");
  }

  @Test
  void aMessagePassesUncountedOnceHalfASecondIsOver() {
    // Half a second goes by between any two looks at the clock.
    Handler door =
        door(
            () -> {
              time.advance(Duration.ofMillis(500));
              return time.nanos().getAsLong();
            });
    HttpRequest visit = visit();
    assertThat(door.handle(visit).status()).isEqualTo(200);
    assertThat(visit.facts().values()).containsEntry("limitsUnavailable", true);
  }
}
