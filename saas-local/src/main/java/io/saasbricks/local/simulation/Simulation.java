package io.saasbricks.local.simulation;

import io.saasbricks.local.dynamodb.LocalClient;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.time.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Lambda containers that share a database, run one at a time and meet faults, all decided by one
 * seed. The same seed gives the same interleaving on every JDK.
 *
 * <pre>{@code
 * Simulation.check(200, Faults.of(20, EnumSet.allOf(Fault.class)), simulation -> {
 *   DynamoDbClient client = simulation.client();
 *   StandardTable.create(client, "app");
 *   simulation.container("a", container -> new Meter(container.client()).record("event-1", 5));
 *   simulation.container("b", container -> new Meter(container.client()).record("event-1", 5));
 *   simulation.run();
 *   assertEquals(5, new Meter(client).total());
 * });
 * }</pre>
 *
 * <p>A program stands for the handling of one event that is delivered until acknowledged: when it
 * crashes or throws an exception, it runs again in a fresh container. Containers change turns at
 * every HTTP request; code between two requests runs undisturbed. Do not wait on locks, threads or
 * real time in a program.
 *
 * <p>The containers' SDK clients retry at once, at most 3 times, without the shared retry quota and
 * without time-outs, which would all bring in the real clock; a time-out is a fault here.
 */
public final class Simulation {
  static final URI MEMORY = URI.create("http://dynamodb.memory");

  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final int MOST_ATTEMPTS = 4;
  private static final int MOST_DELIVERIES = 30;
  private static final int LONGEST_FREEZE_MINUTES = 30;
  private static final int LONGEST_FREEZE_TURNS = 5;

  private final Choices choices;
  private final Duration skew;
  private final FaultPlan plan;
  private final Baton baton;
  private final ManualTime time = new ManualTime(START);
  private final InMemoryDynamoDb database = InMemoryDynamoDb.create(time);
  private final Map<URI, Network> networks = new LinkedHashMap<>();
  private final List<DynamoDbClient> clients = new ArrayList<>();
  private final List<String> unacknowledged = new ArrayList<>();
  private int seeds;

  private Simulation(Choices choices, Duration skew, FaultPlan plan) {
    this.choices = choices;
    this.skew = skew;
    this.plan = plan;
    this.baton = new Baton(choices);
  }

  /** Sets containers up, runs them and asserts what must hold whatever happened. */
  @FunctionalInterface
  public interface Scenario {
    /**
     * Runs once for each seed, and again with fewer faults when it has failed. A scenario that adds
     * containers and does not run them fails, for it would prove nothing.
     */
    void play(Simulation simulation) throws Exception;
  }

  /** What a container does with one event; returning acknowledges it. */
  @FunctionalInterface
  public interface Program {
    /** Runs again in a fresh container if it throws an exception or crashes. */
    void run(Container container) throws Exception;
  }

  /** What a function does before its SnapStart snapshot is taken. */
  @FunctionalInterface
  public interface Init<S> {
    /** Makes what the snapshot holds, from the container's clock, numbers and clients only. */
    S run(Container container) throws Exception;
  }

  /** What a container restored from a snapshot does with one event. */
  @FunctionalInterface
  public interface Restored<S> {
    /** Runs again in another restored container if it throws an exception or crashes. */
    void run(Container container, S memory) throws Exception;
  }

  /**
   * Plays the scenario with each seed from 1 to {@code seeds}.
   *
   * @throws AssertionError for the first seed that fails, after looking for the simplest schedule
   *     that fails in the same way; the message holds the system property that replays it
   * @throws IllegalArgumentException if {@code seeds} is not positive
   */
  public static void check(int seeds, Faults faults, Scenario scenario) {
    firstFailure(seeds, faults, scenario)
        .ifPresent(
            failure -> {
              throw failure.error();
            });
  }

  static Optional<Search.Failure> firstFailure(int seeds, Faults faults, Scenario scenario) {
    return Search.firstFailure(seeds, choices -> play(choices, faults, scenario));
  }

  static Simulation play(Choices choices, Faults faults, Scenario scenario) throws Exception {
    FaultPlan plan =
        limited(FaultPlan.chosen(choices, faults.percent(), faults.kinds()), faults.most());
    return play(new Simulation(choices, faults.skew(), plan), scenario);
  }

  /** Plays with the given faults and no other choice: containers run one after the other. */
  static Simulation playScript(FaultPlan plan, Scenario scenario) throws Exception {
    return play(new Simulation(Choices.replaying(List.of()), Duration.ZERO, plan), scenario);
  }

  private static Simulation play(Simulation simulation, Scenario scenario) throws Exception {
    try {
      scenario.play(simulation);
      simulation.baton.requireNobodyWaits();
      return simulation;
    } finally {
      simulation.clients.forEach(DynamoDbClient::close);
    }
  }

  private static FaultPlan limited(FaultPlan plan, int most) {
    int[] left = {most};
    return (number, operation) ->
        left[0] == 0
            ? Optional.empty()
            : plan.faultOf(number, operation)
                .map(
                    fault -> {
                      left[0]--;
                      return fault;
                    });
  }

  /** The true time. It stands still but for freezes and what the scenario does to it. */
  public ManualTime time() {
    return time;
  }

  /** The decisions of this simulation, for a scenario that has some of its own to make. */
  public Choices choices() {
    return choices;
  }

  /** The database all containers share. */
  public InMemoryDynamoDb database() {
    return database;
  }

  /** A client of the database without faults, to set up and to check. */
  public DynamoDbClient client() {
    return client(database.httpClient(), MEMORY);
  }

  /** The requests of the containers so far. */
  public List<Exchange> trace() {
    return networks.values().stream().flatMap(network -> network.trace().stream()).toList();
  }

  /** Adds a container that starts when the simulation runs next. */
  public void container(String name, Program program) {
    long seed = seed();
    add(name, life -> new SplittableRandom(seed + life), program);
  }

  /**
   * Adds {@code count} containers restored from one SnapStart snapshot, each life anew: whatever
   * {@code init} made, caches and random numbers included, is the same in all of them, and was made
   * when the clock showed {@code age} less.
   *
   * <p>Nothing is copied: {@code init} runs in each of them. That is the same as long as it takes
   * time and numbers from its container only.
   *
   * @param <S> what was in memory when the snapshot was taken
   * @throws IllegalArgumentException if {@code count} is not positive, or {@code age} is negative
   */
  public <S> void clones(String name, int count, Duration age, Init<S> init, Restored<S> program) {
    if (count < 1 || age.isNegative()) {
      throw new IllegalArgumentException(
          "a snapshot has clones and an age, not %d and %s".formatted(count, age));
    }
    long seed = seed();
    for (int i = 1; i <= count; i++) {
      add(
          name + "-" + i,
          life -> new SplittableRandom(seed),
          container -> program.run(container, init.run(container.earlier(age))));
    }
  }

  /**
   * Where the numbers of one container or snapshot begin. The choice alone would not do: it is zero
   * for all of them where there is nothing to choose, and once a failure has been made simpler.
   */
  private long seed() {
    return ((long) ++seeds << 40) + choices.below(Integer.MAX_VALUE);
  }

  private void add(String name, IntFunction<RandomGenerator> random, Program program) {
    Duration ownSkew = choices.pick(List.of(Duration.ZERO, skew, skew.negated()));
    baton.add(name, () -> deliver(name, ownSkew, random, program));
  }

  private void deliver(
      String name, Duration ownSkew, IntFunction<RandomGenerator> random, Program program) {
    for (int life = 1; life <= MOST_DELIVERIES && !baton.isOver(); life++) {
      try {
        program.run(new Container(this, name, life, ownSkew, random.apply(life)));
        return;
      } catch (Exception | SimulatedCrash notAcknowledged) {
        unacknowledged.add(name + " in life " + life + ": " + notAcknowledged);
      }
    }
    if (!baton.isOver()) {
      throw new AssertionError(name + " makes no progress: " + unacknowledged);
    }
  }

  /**
   * Runs all containers added since the last run until their events are acknowledged and all
   * requests have arrived.
   *
   * @throws AssertionError if a program throws one or is never acknowledged
   */
  public void run() {
    baton.run();
    try {
      for (Network network : networks.values()) {
        network.settle();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void pause() {
    baton.pause();
  }

  DynamoDbClient faultyClient(SdkHttpClient server, URI endpoint) {
    Network network = networks.computeIfAbsent(endpoint, address -> new Network(server));
    return client(new FaultyHttpClient(network, this::fault, baton::pause), endpoint);
  }

  private Optional<Fault> fault(int number, String operation) {
    Optional<Fault> fault = plan.faultOf(number, operation);
    if (fault.equals(Optional.of(Fault.FREEZE))) {
      time.advance(Duration.ofMinutes(1L + choices.below(LONGEST_FREEZE_MINUTES)));
      for (int turns = choices.below(LONGEST_FREEZE_TURNS); turns >= 0; turns--) {
        baton.pause();
      }
    }
    return fault;
  }

  private DynamoDbClient client(SdkHttpClient http, URI endpoint) {
    DynamoDbClient client =
        LocalClient.builder(endpoint, settings -> settings.retryStrategy(retries()))
            .httpClient(http)
            .build();
    clients.add(client);
    return client;
  }

  private static StandardRetryStrategy retries() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(MOST_ATTEMPTS)
        .backoffStrategy(BackoffStrategy.retryImmediately())
        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
        .circuitBreakerEnabled(false)
        .build();
  }
}
