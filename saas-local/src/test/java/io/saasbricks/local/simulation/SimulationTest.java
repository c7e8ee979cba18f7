package io.saasbricks.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.local.dynamodb.StandardTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SimulationTest {
  private static final Faults ALL = Faults.of(25, EnumSet.allOf(Fault.class));

  @Test
  void sameSeedGivesTheSameTrace() throws Exception {
    Set<List<Exchange>> different = new HashSet<>();
    for (int seed = 1; seed <= 100; seed++) {
      List<Exchange> trace =
          Simulation.play(Choices.seeded(seed), ALL, SimulationTest::race).trace();
      List<Exchange> again =
          Simulation.play(Choices.seeded(seed), ALL, SimulationTest::race).trace();
      assertThat(again).as("seed %d", seed).isEqualTo(trace);
      different.add(trace);
    }
    assertThat(different).hasSizeGreaterThan(90);
  }

  /** Fixes what a seed means: the same on every JDK, or replay lines would not travel. */
  @Test
  void seedsMeanTheSameOnEveryJdk() throws Exception {
    assertThat(Simulation.play(Choices.seeded(7), ALL, SimulationTest::race).trace())
        .hasToString(
            "[0 UpdateItem LOST_REQUEST, 1 UpdateItem TRUNCATED_BODY, 2 UpdateItem, 4 UpdateItem,"
                + " 3 UpdateItem FREEZE, 5 UpdateItem, 6 UpdateItem SERVER_ERROR_BEFORE,"
                + " 7 UpdateItem, 8 UpdateItem TRUNCATED_BODY, 9 UpdateItem, 10 UpdateItem,"
                + " 11 UpdateItem, 12 UpdateItem, 13 UpdateItem CRASH_AFTER, 14 UpdateItem,"
                + " 15 UpdateItem, 16 UpdateItem]");
  }

  private static void race(Simulation simulation) {
    StandardTable.create(simulation.client(), "app");
    for (String name : List.of("a", "b", "c")) {
      simulation.container(
          name,
          container -> {
            DynamoDbClient client = container.client();
            for (int i = 0; i < 3; i++) {
              add(client, "counter", 1);
            }
          });
    }
    simulation.run();
  }

  static void add(DynamoDbClient client, String key, int amount) {
    client.updateItem(
        request ->
            request
                .tableName("app")
                .key(key(key))
                .updateExpression("ADD amount :amount")
                .expressionAttributeValues(
                    Map.of(":amount", AttributeValue.fromN(Integer.toString(amount)))));
  }

  static Map<String, AttributeValue> key(String key) {
    return Map.of("PK", AttributeValue.fromS(key), "SK", AttributeValue.fromS("-"));
  }

  @Test
  void containersInterleaveAtRequests() throws Exception {
    List<String> orders = new ArrayList<>();
    for (int seed = 1; seed <= 20; seed++) {
      StringBuilder order = new StringBuilder();
      Simulation.play(
          Choices.seeded(seed),
          Faults.none(),
          simulation -> {
            StandardTable.create(simulation.client(), "app");
            for (String name : List.of("a", "b")) {
              simulation.container(
                  name,
                  container -> {
                    DynamoDbClient client = container.client();
                    add(client, name, 1);
                    order.append(name);
                    add(client, name, 1);
                    order.append(name);
                  });
            }
            simulation.run();
          });
      orders.add(order.toString());
    }
    assertThat(orders).contains("aabb", "abab", "baba");
  }

  @Test
  void anEventIsDeliveredUntilAcknowledged() throws Exception {
    List<Integer> lives = new ArrayList<>();
    Simulation.play(
        Choices.seeded(1),
        Faults.none(),
        simulation -> {
          simulation.container(
              "a",
              container -> {
                lives.add(container.life());
                if (container.life() < 3) {
                  throw new IllegalStateException("not yet");
                }
              });
          simulation.run();
        });
    assertThat(lives).containsExactly(1, 2, 3);
  }

  @Test
  void anEventThatIsNeverAcknowledgedFails() {
    assertThatThrownBy(
            () ->
                Simulation.check(
                    1,
                    Faults.none(),
                    simulation -> {
                      simulation.container(
                          "a",
                          container -> {
                            throw new IllegalStateException("never");
                          });
                      simulation.run();
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a makes no progress")
        .hasMessageContaining("never");
  }

  @Test
  void failureNamesTheSeedAndTheLineThatReplaysTheSimplestSchedule() {
    assertThatThrownBy(() -> Simulation.check(200, ALL, SimulationTest::countedTwice))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching(
            "(?s)seed \\d+ fails: .*replay the simplest case with -Dsaasbricks.replay=[\\d.,]+");
  }

  @Test
  void shrinkingLeavesOneFault() throws Exception {
    Search.Failure failure =
        Simulation.firstFailure(200, ALL, SimulationTest::countedTwice).orElseThrow();
    List<Exchange> trace = new ArrayList<>();
    assertThatThrownBy(
            () ->
                Simulation.play(
                    Choices.replaying(failure.decisions()),
                    ALL,
                    simulation -> {
                      try {
                        countedTwice(simulation);
                      } finally {
                        trace.addAll(simulation.trace());
                      }
                    }))
        .isInstanceOf(AssertionError.class);
    assertThat(trace.stream().filter(exchange -> exchange.fault().isPresent())).hasSize(1);
  }

  private static void countedTwice(Simulation simulation) {
    race(simulation);
    assertThat(amount(simulation.client(), "counter")).isEqualTo(9);
  }

  static int amount(DynamoDbClient client, String key) {
    Map<String, AttributeValue> item =
        client.getItem(request -> request.tableName("app").key(key(key))).item();
    return item.containsKey("amount") ? Integer.parseInt(item.get("amount").n()) : 0;
  }

  @Test
  void freezeLetsMinutesPass() throws Exception {
    Simulation simulation =
        Simulation.play(
            Choices.seeded(3), Faults.of(100, Set.of(Fault.FREEZE)), SimulationTest::race);
    assertThat(simulation.time().instant()).isAfter(Instant.parse("2025-01-01T00:05:00Z"));
  }

  @Test
  void clocksAreWrongByTheSkewAtMost() throws Exception {
    Set<Duration> seen = new HashSet<>();
    Faults faults = Faults.none().withSkew(Duration.ofMinutes(5));
    for (int seed = 1; seed <= 30; seed++) {
      Simulation.play(
          Choices.seeded(seed),
          faults,
          simulation -> {
            simulation.container(
                "a",
                container ->
                    seen.add(
                        Duration.between(simulation.time().instant(), container.time().instant())));
            simulation.run();
          });
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(Duration.ZERO, Duration.ofMinutes(5), Duration.ofMinutes(-5));
  }

  @Test
  void clonesOfASnapshotDrawTheSameNumbers() throws Exception {
    Set<Long> ofClones = new HashSet<>();
    Set<Long> ofOthers = new HashSet<>();
    Simulation.play(
        Choices.seeded(1),
        Faults.none(),
        simulation -> {
          simulation.clones(
              "clone",
              3,
              Duration.ZERO,
              Container::random,
              (container, random) -> ofClones.add(random.nextLong()));
          simulation.container("a", container -> ofOthers.add(container.random().nextLong()));
          simulation.container("b", container -> ofOthers.add(container.random().nextLong()));
          simulation.run();
        });
    assertThat(ofClones).hasSize(1);
    assertThat(ofOthers).hasSize(2);
  }

  /** Where nothing is chosen every choice is zero; ids that collide then would be a false alarm. */
  @Test
  void numbersDifferBetweenContainersLivesAndSnapshotsEvenWhereEveryChoiceIsZero()
      throws Exception {
    List<Long> drawn = new ArrayList<>();
    Simulation.playScript(
        FaultPlan.none(),
        simulation -> {
          for (String name : List.of("a", "b")) {
            simulation.container(
                name,
                container -> {
                  drawn.add(container.random().nextLong());
                  if (container.life() < 3) {
                    throw new IllegalStateException("once more");
                  }
                });
            simulation.clones(
                "snapshot of " + name,
                1,
                Duration.ZERO,
                Container::random,
                (container, random) -> drawn.add(random.nextLong()));
          }
          simulation.run();
        });
    assertThat(drawn).hasSize(2 * (3 + 1)).doesNotHaveDuplicates();
  }

  @Test
  void containersAddedAfterARunAreOfTheNext() throws Exception {
    List<String> ran = new ArrayList<>();
    Simulation.playScript(
        FaultPlan.none(),
        simulation -> {
          simulation.container("a", container -> ran.add(container.name()));
          simulation.run();
          simulation.container("b", container -> ran.add(container.name()));
          simulation.run();
        });
    assertThat(ran).containsExactly("a", "b");
  }

  @Test
  void aScenarioThatDoesNotRunItsContainersFails() {
    Simulation.Scenario forgetful =
        simulation -> {
          simulation.container("a", container -> {});
          simulation.clones("b", 1, Duration.ZERO, container -> "", (container, memory) -> {});
        };
    assertThatThrownBy(() -> Simulation.check(1, Faults.none(), forgetful))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("added and never run: [a, b-1]");
  }

  @Test
  void aContainerThatPausesLetsOthersRun() throws Exception {
    Set<String> orders = new HashSet<>();
    for (int seed = 1; seed <= 20; seed++) {
      StringBuilder order = new StringBuilder();
      Simulation.play(
          Choices.seeded(seed),
          Faults.none(),
          simulation -> {
            for (String name : List.of("a", "b")) {
              simulation.container(
                  name,
                  container -> {
                    order.append(name);
                    container.pause();
                    order.append(name);
                  });
            }
            simulation.run();
          });
      orders.add(order.toString());
    }
    assertThat(orders).contains("aabb", "abab", "baab");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void noMoreGoesWrongThanTheLimitSays(int most) throws Exception {
    Faults faults = Faults.of(100, Set.of(Fault.LOST_REQUEST)).atMost(most);
    List<Exchange> trace = Simulation.play(Choices.seeded(1), faults, SimulationTest::race).trace();
    assertThat(trace.stream().filter(exchange -> exchange.fault().isPresent())).hasSize(most);
  }

  /** What a late request does is part of the world that invariants are about. */
  @Test
  void requestsOnTheirWayHaveArrivedWhenARunEnds() throws Exception {
    Faults late = Faults.of(100, Set.of(Fault.LATE_REQUEST)).atMost(1);
    List<Integer> amounts = new ArrayList<>();
    Simulation.play(
        Choices.seeded(1),
        late,
        simulation -> {
          StandardTable.create(simulation.client(), "app");
          simulation.container("a", container -> add(container.client(), "counter", 1));
          simulation.run();
          amounts.add(amount(simulation.client(), "counter"));
        });
    assertThat(amounts).containsExactly(2);
  }

  @Test
  void aSnapshotIsOlderThanItsClonesAndOutlivesTheirCrashes() throws Exception {
    List<Duration> ages = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    Simulation.play(
        Choices.seeded(1),
        Faults.none(),
        simulation -> {
          simulation.clones(
              "clone",
              2,
              Duration.ofDays(30),
              container -> container.time().instant(),
              (container, snapshot) -> {
                ages.add(Duration.between(snapshot, container.time().instant()));
                numbers.add(container.random().nextLong());
                if (container.life() == 1) {
                  throw new SimulatedCrash("of life 1");
                }
              });
          simulation.run();
        });
    assertThat(ages).hasSize(4).containsOnly(Duration.ofDays(30));
    assertThat(numbers).hasSize(4).containsOnly(numbers.get(0));
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> Faults.of(101, Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("101");
    assertThatThrownBy(() -> Faults.none().atMost(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> Faults.none().withSkew(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-1S");
    assertThatThrownBy(() -> Simulation.check(0, Faults.none(), simulation -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nothing is proved by 0 runs");
    Simulation.check(
        1,
        Faults.none(),
        simulation ->
            assertThatThrownBy(
                    () ->
                        simulation.clones(
                            "c", 0, Duration.ZERO, container -> "", (container, memory) -> {}))
                .isInstanceOf(IllegalArgumentException.class));
  }
}
