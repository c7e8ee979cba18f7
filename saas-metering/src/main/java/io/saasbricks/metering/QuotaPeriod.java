package io.saasbricks.metering;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * How time is divided into the periods of an allowance, in UTC. Each period has a counter of its
 * own, which starts from zero; a changed period is another counter. Immutable.
 */
public sealed interface QuotaPeriod {
  /** From the first of a month to the first of the next. */
  record CalendarMonth() implements QuotaPeriod {
    @Override
    public Span at(Instant instant) {
      YearMonth month = YearMonth.from(instant.atOffset(ZoneOffset.UTC));
      return new Span(Days.start(month.atDay(1)), Days.start(month.plusMonths(1).atDay(1)));
    }
  }

  /**
   * From a day and time of a month to the same of the next; in a month that lacks the day, its last
   * day. The same rule as Stripe's billing cycle anchor.
   *
   * @param anchor the start of some period, such as that of the subscription
   */
  record Anniversary(Instant anchor) implements QuotaPeriod {
    @Override
    public Span at(Instant instant) {
      ZonedDateTime first = anchor.atZone(ZoneOffset.UTC);
      long months = ChronoUnit.MONTHS.between(first, instant.atZone(ZoneOffset.UTC));
      // Months are counted from the anchor: from the 31st to the 28th they would never find back.
      while (first.plusMonths(months).toInstant().isAfter(instant)) {
        months--;
      }
      while (!first.plusMonths(months + 1).toInstant().isAfter(instant)) {
        months++;
      }
      return new Span(
          first.plusMonths(months).toInstant(), first.plusMonths(months + 1).toInstant());
    }
  }

  /** One period without end, for what is held rather than used up: stored bytes, seats. */
  record Unending() implements QuotaPeriod {
    private static final Span ALWAYS =
        new Span(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"));

    @Override
    public Span at(Instant instant) {
      return ALWAYS;
    }
  }

  /**
   * One period.
   *
   * @param start included
   * @param end not included
   */
  record Span(Instant start, Instant end) {}

  /** The period that contains the instant. */
  Span at(Instant instant);
}
