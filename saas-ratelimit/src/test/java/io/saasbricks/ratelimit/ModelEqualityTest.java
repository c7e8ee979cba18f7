package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.fail;

import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.simulation.Fault;
import io.saasbricks.local.time.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every decision equals that of a plain model: with clocks that step, answers that are lost,
 * several containers, and items that stay though they have expired. {@code
 * -Dsaasbricks.decisions=1000000} for the long run.
 */
class ModelEqualityTest {
  private static final int DECISIONS = Integer.getInteger("saasbricks.decisions", 100_000);
  private static final int SUBJECTS = 5;
  private static final int CONTAINERS = 3;
  private static final int DECISIONS_PER_FAULTY = 32;

  static Stream<Arguments> policies() {
    return Stream.of(
        Arguments.of(
            Policy.fixedWindow("p", 20, Window.MINUTE),
            (ModelFactory) () -> new Model.Fixed(20, Duration.ofMinutes(1))),
        Arguments.of(
            Policy.fixedWindow("p", 100, Window.HOUR),
            (ModelFactory) () -> new Model.Fixed(100, Duration.ofHours(1))),
        Arguments.of(
            Policy.slidingWindow("p", 10, Duration.ofSeconds(60)),
            (ModelFactory) () -> new Model.Sliding(10, Duration.ofSeconds(60))),
        Arguments.of(
            Policy.slidingWindow("p", 300, Duration.ofMinutes(17)),
            (ModelFactory) () -> new Model.Sliding(300, Duration.ofMinutes(17))),
        Arguments.of(
            Policy.tokenBucket("p", 15, Duration.ofSeconds(40)),
            (ModelFactory) () -> new Model.Bucket(15, Duration.ofSeconds(40))));
  }

  interface ModelFactory {
    Model create();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("policies")
  void everyDecisionEqualsTheModels(Policy policy, ModelFactory factory) {
    ManualTime time = new ManualTime(TestTable.START);
    List<RateLimiter> containers = containers(policy, time);
    List<Subject> subjects = subjects();
    List<Model> models = Stream.generate(factory::create).limit(SUBJECTS).toList();
    Random random = new Random(11);
    for (int i = 0; i < DECISIONS; i++) {
      moveClock(time, random);
      int subject = random.nextInt(SUBJECTS);
      int cost = 1 + random.nextInt(3);
      RateLimiter container = containers.get(container(random));
      boolean allowed = container.tryAcquire(subjects.get(subject), cost).allowed();
      if (allowed != models.get(subject).admits(time.instant(), cost)) {
        fail("decision %d of %s at %s, cost %d: %s", i, policy, time.instant(), cost, allowed);
      }
    }
  }

  /** The last reaches the table through the SDK over a bad network, the others directly. */
  private static List<RateLimiter> containers(Policy policy, ManualTime time) {
    InMemoryDynamoDb database = InMemoryDynamoDb.create(time);
    SaasTable faulty = TestTable.inMemory(database, time, ModelEqualityTest::often).table();
    SaasTable direct = faulty.elsewhere(database.directClient(), faulty.name());
    return IntStream.rangeClosed(1, CONTAINERS)
        .mapToObj(number -> number < CONTAINERS ? direct : faulty)
        .map(table -> RateLimiter.of(table, Limits.of("door", policy), time))
        .toList();
  }

  /** Mostly one of those that cost little. */
  private static int container(Random random) {
    return random.nextInt(DECISIONS_PER_FAULTY) == 0
        ? CONTAINERS - 1
        : random.nextInt(CONTAINERS - 1);
  }

  private static List<Subject> subjects() {
    return IntStream.range(0, SUBJECTS).mapToObj(i -> Subject.of("ip", "s" + i)).toList();
  }

  /** Never three times in a row, when the SDK would give up. */
  private static Optional<Fault> often(int request, String operation) {
    if (request % 3 == 0) {
      return Optional.of(Fault.LOST_ANSWER);
    }
    return request % 5 == 0 ? Optional.of(Fault.LOST_REQUEST) : Optional.empty();
  }

  /** Mostly on by a little, at times by hours, at times back by seconds. */
  private static void moveClock(ManualTime time, Random random) {
    int dice = random.nextInt(1_000);
    if (dice == 0) {
      time.advance(Duration.ofMinutes(random.nextInt(300)));
    } else if (dice < 10) {
      time.set(time.instant().minusMillis(random.nextInt(20_000)));
    } else {
      time.advance(Duration.ofNanos(random.nextInt(2_000_000) * 1_000L));
    }
  }
}
