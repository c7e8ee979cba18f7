package io.saasbricks.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.dynamodb.DynamoDbLocal;
import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;
import io.saasbricks.local.dynamodb.RequestCounter;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.time.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The examples of docs/testing.md, and the proof that they are what the guide shows. */
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

  @Test
  void everyExampleOfTheGuideStandsHere() throws IOException {
    Path root = Path.of(System.getProperty("saasbricks.root"));
    String source =
        Files.readString(
            root.resolve(
                "saas-local/src/test/java/io/saasbricks/local/simulation/TestingGuideTest.java"));
    List<String> snippets =
        Pattern.compile("(?ms)^```java\\n(.*?)^```")
            .matcher(Files.readString(root.resolve("docs/testing.md")))
            .results()
            .map(match -> flat(match.group(1)))
            .toList();
    assertThat(snippets)
        .hasSizeGreaterThan(5)
        .allSatisfy(code -> assertThat(flat(source)).contains(code));
  }

  private static String flat(String code) {
    return code.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
