package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.table.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a sliding window says of itself, against trying every millisecond. */
class SlidingWindowTest {
  private static final long WINDOW = 2_000;
  private static final long NUMBER = 1_000_000;
  private static final Policy POLICY = Policy.slidingWindow("burst", 60, Duration.ofMillis(WINDOW));

  private final Random random = new Random(19);

  @Test
  void whatIsLeftAndWhenItFitsAreExactToTheMillisecond() {
    for (int i = 0; i < 300; i++) {
      State state = new State(random.nextInt(81), random.nextInt(81), random.nextInt(2_000));
      int cost = 1 + random.nextInt(60);
      Standing standing = state.standing(cost);
      assertThat(standing.remaining()).as("%s", state).isEqualTo(Math.max(0, 60 - state.used(0)));
      assertThat(standing.delay().toMillis())
          .as("%s, cost %d", state, cost)
          .isEqualTo(first(0, later -> state.used(later) + cost <= 60));
    }
  }

  @Test
  void moreBecomesAvailableWhenTheNextChargeCeasesToCount() {
    for (int i = 0; i < 300; i++) {
      State state = new State(random.nextInt(4), 1 + random.nextInt(60), random.nextInt(2_000));
      assertThat(state.standing(1).reset().toMillis())
          .as("%s", state)
          .isEqualTo(first(1, later -> state.used(later) < state.used(0)));
    }
  }

  @Test
  void anEmptyWindowIsResetWhenItEnds() {
    assertThat(new State(0, 0, 0).standing(1).reset()).isEqualTo(Duration.ofSeconds(2));
    assertThat(new State(0, 0, 1_999).standing(1).reset()).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void itsPolicyNamesItsQuotaAndLength() {
    assertThat(POLICY).hasToString("burst[60 per PT2S]");
  }

  private static long first(long from, LongPredicate holds) {
    return LongStream.rangeClosed(from, 2 * WINDOW).filter(holds).findFirst().orElseThrow();
  }

  /** Charges of the window before and of the current one, so many milliseconds into it. */
  private record State(int before, int count, int into) {
    Standing standing(long cost) {
      Instant now = Instant.ofEpochMilli(NUMBER * WINDOW + into);
      return POLICY.algorithm().standing(new Charge(POLICY, "", cost, now, 50), item());
    }

    private Item item() {
      return Item.empty()
          .with("burst." + Long.toString(NUMBER - 1, 36), before)
          .with("burst." + Long.toString(NUMBER, 36), count);
    }

    /** The charges that count after so many milliseconds without another. */
    long used(long later) {
      long place = into + later;
      return place < WINDOW
          ? count + before * (WINDOW - place) / WINDOW
          : Math.max(0, count * (2 * WINDOW - place) / WINDOW);
    }
  }
}
