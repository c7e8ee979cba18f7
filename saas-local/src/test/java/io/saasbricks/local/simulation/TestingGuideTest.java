package io.saasbricks.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.dynamodb.DynamoDbLocal;
import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalClient;
import io.saasbricks.local.dynamodb.LocalTable;
import io.saasbricks.local.dynamodb.RequestCounter;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.http.LocalServer;
import io.saasbricks.local.time.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The examples of docs/testing.md; a test of docs holds the guide to them. */
@DynamoDbLocalTest
class TestingGuideTest {

  /** A user's own code: seats that are never sold twice. */
  record Seats(DynamoDbClient client, String tableName) {
    boolean take(String show, String seat, String buyer) {
      Map<String, AttributeValue> item = new HashMap<>(key(show, seat));
      item.put("buyer", AttributeValue.fromS(buyer));
      try {
        client.putItem(
            request ->
                request
                    .tableName(tableName)
                    .item(item)
                    .conditionExpression("attribute_not_exists(PK) OR buyer = :buyer")
                    .expressionAttributeValues(Map.of(":buyer", AttributeValue.fromS(buyer))));
        return true;
      } catch (ConditionalCheckFailedException taken) {
        return false;
      }
    }

    private static Map<String, AttributeValue> key(String show, String seat) {
      return Map.of("PK", AttributeValue.fromS(show), "SK", AttributeValue.fromS(seat));
    }
  }

  @Test
  void aSeatIsSoldOnce(LocalTable table) {
    Seats seats = new Seats(table.client(), table.tableName());
    assertThat(seats.take(table.tenant(), "7A", "ann")).isTrue();
    assertThat(seats.take(table.tenant(), "7A", "bob")).isFalse();
  }

  @Test
  void sellingASeatCostsOneWrite(LocalTable table) {
    RequestCounter counter = new RequestCounter();
    try (DynamoDbClient client = DynamoDbLocal.shared().client(counter)) {
      new Seats(client, table.tableName()).take(table.tenant(), "7A", "ann");
    }
    assertThat(counter.snapshot().total())
        .isEqualTo(
            new RequestCounter.Usage(1, 1, 0, 1)); // requests, attempts, read and write units
  }

  @Test
  void aSeatIsSoldOnceInMemory() {
    ManualTime time = new ManualTime(Instant.parse("2026-03-01T08:00:00Z"));
    DynamoDbClient client = InMemoryDynamoDb.create(time).client();
    StandardTable.create(client, "app");
    assertThat(new Seats(client, "app").take("show", "7A", "ann")).isTrue();
    time.advance(Duration.ofDays(1));
    assertThat(new Seats(client, "app").take("show", "7A", "bob")).isFalse();
  }

  @Test
  void noShowSellsASeatTwice() {
    DynamoDbClient client = InMemoryDynamoDb.create(Instant::now).directClient();
    StandardTable.create(client, "app");
    Seats seats = new Seats(client, "app");
    for (int show = 0; show < 10_000; show++) {
      assertThat(seats.take("show " + show, "7A", "ann")).isTrue();
      assertThat(seats.take("show " + show, "7A", "bob")).isFalse();
    }
  }

  @Test
  void otherProcessesSellTheSameSeats() throws IOException {
    InMemoryDynamoDb database = InMemoryDynamoDb.create(Instant::now);
    StandardTable.create(database.client(), "app");
    try (LocalServer server = LocalServer.start(database.handler());
        DynamoDbClient elsewhere =
            LocalClient.builder(server.uri(), settings -> {})
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
      assertThat(new Seats(elsewhere, "app").take("show", "7A", "ann")).isTrue();
    }
    assertThat(new Seats(database.client(), "app").take("show", "7A", "bob")).isFalse();
  }

  @Test
  void clonesOfASnapshotSellASeatOnce() {
    Simulation.check(
        50, // seeds
        Faults.of(20, EnumSet.allOf(Fault.class)),
        simulation -> {
          StandardTable.create(simulation.client(), "app");
          Map<String, Boolean> answers = new HashMap<>();
          simulation.clones(
              "clone", // clone-1, clone-2, clone-3
              3,
              Duration.ofDays(1), // from the snapshot to the restore
              container -> new Seats(container.client(), "app"), // before the snapshot
              (container, seats) ->
                  answers.put(container.name(), seats.take("show", "7A", container.name())));
          simulation.run();
          assertThat(answers.values().stream().filter(Boolean::booleanValue)).hasSize(1);
        });
  }

  @Test
  void aSeatHasOneBuyerWhateverHappens() {
    Simulation.check(
        200, // seeds
        Faults.of(20, EnumSet.allOf(Fault.class)), // faults in 20 of 100 requests
        simulation -> {
          StandardTable.create(simulation.client(), "app");
          Map<String, Boolean> answers = new HashMap<>();
          for (String buyer : List.of("ann", "bob", "eve")) {
            simulation.container(
                buyer,
                container -> {
                  Seats seats = new Seats(container.client(), "app");
                  answers.put(buyer, seats.take("show", "7A", buyer));
                });
          }
          simulation.run();
          assertThat(answers.values().stream().filter(Boolean::booleanValue)).hasSize(1);
        });
  }

  @Test
  void everyCrashPointIsHarmless() {
    CrashPoints.Report report =
        CrashPoints.pairs(
            EnumSet.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.LOST_ANSWER),
            simulation -> {
              StandardTable.create(simulation.client(), "app");
              simulation.container(
                  "ann",
                  container ->
                      assertThat(new Seats(container.client(), "app").take("show", "7A", "ann"))
                          .isTrue());
              simulation.run();
            });
    assertThat(report.struck()).containsOnlyKeys("PutItem");
  }

  @Test
  void theSameBuyerMayAskTwice() {
    Gen<List<String>> buyers = Gen.of(List.of("ann", "bob")).lists(6);
    Property.check(
        100,
        buyers,
        asking -> {
          DynamoDbClient client = InMemoryDynamoDb.create(Instant::now).client();
          StandardTable.create(client, "app");
          Seats seats = new Seats(client, "app");
          Predicate<String> served = buyer -> seats.take("show", "7A", buyer);
          assertThat(asking.stream().filter(served).distinct()).hasSizeLessThanOrEqualTo(1);
        });
  }
}
