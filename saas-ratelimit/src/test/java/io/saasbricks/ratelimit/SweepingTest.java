package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.table.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which counters a write takes out of an item: those that no clock needs any more. */
class SweepingTest {
  private static final long CURRENT = 1_000_000;

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # length, windows before the current one that stay
          PT1S,     5
          PT1M,     5
          PT1M15S,  4
          PT1M30S,  3
          PT5M,     2
          P1D,      2
          """)
  void theLastFiveWindowsOrFiveMinutesStay(Duration length, int kept) {
    Slots slots = slots("", length);
    Item item = Item.empty();
    for (long index = CURRENT - 9; index <= CURRENT + 1; index++) {
      item = item.with(slots.name(index), 1);
    }
    assertThat(slots.outdated(item))
        .isEqualTo(names(slots, CURRENT - 9, CURRENT - kept - 1).collect(Collectors.toSet()));
  }

  @Test
  void anItemThatWasNeverSeenIsSweptByGuess() {
    Slots slots = slots("", Duration.ofMinutes(1));
    assertThat(slots.outdated(Item.empty()))
        .isEqualTo(names(slots, CURRENT - 8, CURRENT - 6).collect(Collectors.toSet()));
  }

  @Test
  void allValuesOfTheDimensionAreSweptAndNothingElse() {
    String old = Long.toString(CURRENT - 6, 36);
    Set<String> outdated = Set.of("burst." + old, "burst." + old + ".agent");
    Item item = Item.empty();
    for (String name : outdated) {
      item = item.with(name, 1);
    }
    for (String other :
        List.of(
            "burst2." + old,
            "burs." + old,
            "burst",
            "burst.-" + old,
            "burst." + old + "!",
            "burst.zzzzzzzzzzz",
            "burst.000000000000",
            "ttl")) {
      item = item.with(other, 1);
    }
    assertThat(slots(".other", Duration.ofMinutes(1)).outdated(item)).isEqualTo(outdated);
  }

  @Test
  void evidenceOfTheHoursBeforeTheLastTwoIsSwept() {
    Instant now = Instant.parse("2026-11-15T10:20:30Z");
    long hour = Evidence.hour(now);
    Item item = Item.empty().with(Evidence.UNTIL, 1).with("day.0", 1);
    for (long index = hour - 5; index <= hour + 1; index++) {
      for (String name : evidence(index).toList()) {
        item = item.with(name, 1);
      }
    }
    assertThat(new Evidence(item, now).outdated()).isEqualTo(evidenceOf(hour - 5, hour - 3));
    assertThat(new Evidence(Item.empty(), now).outdated())
        .isEqualTo(evidenceOf(hour - 4, hour - 3));
  }

  private static Set<String> evidenceOf(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .boxed()
        .flatMap(SweepingTest::evidence)
        .collect(Collectors.toSet());
  }

  private static Stream<String> evidence(long hour) {
    return Stream.of(Evidence.MESSAGES, Evidence.POINTS, Evidence.CELLS)
        .map(part -> Evidence.name(part, hour));
  }

  private static Stream<String> names(Slots slots, long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(slots::name);
  }

  private static Slots slots(String suffix, Duration length) {
    Policy policy = Policy.slidingWindow("burst", 10, length);
    return new Slots(new Charge(policy, suffix, 1, Instant.EPOCH, 50), CURRENT, length);
  }
}
