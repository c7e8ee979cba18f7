package io.saasbricks.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** A calendar period in UTC, over which a fixed window counts. */
public enum Window {
  /** From second 0 to second 59. */
  MINUTE(Duration.ofMinutes(1)),
  /** From minute 0 to minute 59. */
  HOUR(Duration.ofHours(1)),
  /** From midnight to midnight UTC. */
  DAY(Duration.ofDays(1)),
  /** From the first to the last day of a month, 28 to 31 days. */
  MONTH(Duration.ofDays(28));

  private static final int MONTHS = 12;

  private final Duration shortest;

  Window(Duration shortest) {
    this.shortest = shortest;
  }

  /** The shortest time such a period lasts. */
  Duration shortest() {
    return shortest;
  }

  /** The number of the period that holds the instant; the next period's is one higher. */
  long index(Instant instant) {
    if (this == MONTH) {
      YearMonth month = YearMonth.from(instant.atOffset(ZoneOffset.UTC));
      return month.getYear() * (long) MONTHS + month.getMonthValue() - 1;
    }
    return Math.floorDiv(instant.getEpochSecond(), shortest.toSeconds());
  }

  /** The instant at which the period of that number starts. */
  Instant start(long index) {
    if (this == MONTH) {
      YearMonth month =
          YearMonth.of((int) Math.floorDiv(index, MONTHS), Math.floorMod(index, MONTHS) + 1);
      return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    return Instant.ofEpochSecond(index * shortest.toSeconds());
  }

  /** How long the period of that number lasts. */
  Duration length(long index) {
    return Duration.between(start(index), start(index + 1));
  }
}
