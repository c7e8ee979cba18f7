package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.table.Item;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBucketTest {
  /** A token every two seconds. */
  private static final Policy POLICY = Policy.tokenBucket("rate", 4, Duration.ofSeconds(8));

  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);
  private static final Instant NOW = Instant.parse("2026-11-15T10:20:30Z");

  @ParameterizedTest(name = "full in {0}, cost {1}")
  @CsvSource(
      textBlock =
          """
          # full in, cost, remaining, fits in, more in
          PT0S,      1,    4,         PT0S,    PT0S
          PT0S,      4,    4,         PT0S,    PT0S
          PT0.5S,    4,    3,         PT0.5S,  PT0.5S
          PT2S,      3,    3,         PT0S,    PT2S
          PT3S,      3,    2,         PT1S,    PT1S
          PT8S,      1,    0,         PT2S,    PT2S
          PT8S,      4,    0,         PT8S,    PT2S
          PT7S,      1,    0,         PT1S,    PT1S
          # as a lowered quota leaves it
          PT11S,     1,    0,         PT5S,    PT5S
          PT12S,     2,    0,         PT8S,    PT6S
          """)
  void itsStandingFollowsFromWhenItIsFull(
      Duration fullIn, long cost, long remaining, Duration fitsIn, Duration moreIn) {
    Item item = Item.empty().with("rate.t", micros(NOW.plus(fullIn)));
    assertThat(POLICY.algorithm().standing(charge(cost), item))
        .isEqualTo(new Standing(remaining, fitsIn, moreIn));
  }

  @Test
  void aBucketThatWasNeverUsedIsFull() {
    assertThat(POLICY.algorithm().standing(charge(1), Item.empty()))
        .isEqualTo(new Standing(4, Duration.ZERO, Duration.ZERO));
  }

  @Test
  void aRefundIsRefusedOnlyWhereItWouldOverfill() {
    Item four = Item.empty().with("rate.t", micros(NOW.plusSeconds(8)));
    Item one = Item.empty().with("rate.t", micros(NOW.plusSeconds(2)));
    assertThat(POLICY.algorithm().refund(charge(4), four)).isNotEqualTo(Change.NONE);
    assertThat(POLICY.algorithm().refund(charge(1), one)).isNotEqualTo(Change.NONE);
    assertThat(POLICY.algorithm().refund(charge(2), one)).isEqualTo(Change.NONE);
  }

  @Test
  void theBucketOfAnotherAgentIsForgottenFiveMinutesAfterItIsFull() {
    TestTable test = TestTable.inMemory();
    RateLimiter limiter =
        RateLimiter.of(test.table(), Limits.of("door", POLICY.per("agent")), test.time());
    Subject caller = Subject.of("ip", "192.0.2.1");
    limiter.tryAcquire(caller.with("agent", "one"));
    test.advance(Duration.ofSeconds(2).plus(FORGOTTEN_AFTER).minusNanos(1_000));
    limiter.tryAcquire(caller.with("agent", "two"));
    assertThat(buckets(test)).isEqualTo(2);
    test.advance(Duration.ofNanos(1_000));
    limiter.tryAcquire(caller.with("agent", "two"));
    assertThat(buckets(test)).isEqualTo(1);
  }

  @Test
  void itsPolicyNamesItsQuotaAndRefill() {
    assertThat(POLICY).hasToString("rate[4 per PT8S]");
  }

  private static long buckets(TestTable test) {
    Item item = test.table().get(new Place("ip", "192.0.2.1", "").key("door")).orElseThrow();
    return item.attributes().keySet().stream().filter(name -> name.startsWith("rate.")).count();
  }

  private static Charge charge(long cost) {
    return new Charge(POLICY, "", cost, NOW, 50);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
