package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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
  private static final int DECISIONS = Integer.getInteger("saasbricks.decisions", 3_000);
  private static final int SUBJECTS = 5;
  private static final int CONTAINERS = 3;

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
    TestTable test = TestTable.inMemory(ModelEqualityTest::nowAndThen);
    List<RateLimiter> containers = new ArrayList<>();
    for (int i = 0; i < CONTAINERS; i++) {
      containers.add(RateLimiter.of(test.table(), Limits.of("door", policy), test.time()));
    }
    List<Model> models = Stream.generate(factory::create).limit(SUBJECTS).toList();
    Random random = new Random(11);
    for (int i = 0; i < DECISIONS; i++) {
      moveClock(test, random);
      int subject = random.nextInt(SUBJECTS);
      int cost = 1 + random.nextInt(3);
      RateLimiter container = containers.get(random.nextInt(CONTAINERS));
      Instant now = test.time().instant();
      boolean allowed = container.tryAcquire(Subject.of("ip", "s" + subject), cost).allowed();
      assertThat(allowed)
          .as("decision %d of %s at %s, cost %d", i, policy, now, cost)
          .isEqualTo(models.get(subject).admits(now, cost));
    }
  }

  private static Optional<Fault> nowAndThen(int request, String operation) {
    if (request % 17 == 0) {
      return Optional.of(Fault.LOST_ANSWER);
    }
    return request % 29 == 0 ? Optional.of(Fault.LOST_REQUEST) : Optional.empty();
  }

  /** Mostly on by a little, at times by hours, at times back by seconds. */
  private static void moveClock(TestTable test, Random random) {
    int dice = random.nextInt(1_000);
    if (dice == 0) {
      test.advance(Duration.ofMinutes(random.nextInt(300)));
    } else if (dice < 10) {
      test.time().set(test.time().instant().minusMillis(random.nextInt(20_000)));
    } else {
      test.advance(Duration.ofNanos(random.nextInt(2_000_000) * 1_000L));
    }
  }
}
