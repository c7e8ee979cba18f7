package io.saasbricks.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaPeriodTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          2026-11-15T10:00:00Z,     2026-11-01T00:00:00Z, 2026-12-01T00:00:00Z
          2026-11-01T00:00:00Z,     2026-11-01T00:00:00Z, 2026-12-01T00:00:00Z
          2026-10-31T23:59:59.999Z, 2026-10-01T00:00:00Z, 2026-11-01T00:00:00Z
          2026-12-31T12:00:00Z,     2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z
          2028-02-29T00:00:00Z,     2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z
          """)
  void calendarMonthsRunFromFirstToFirst(Instant at, Instant start, Instant end) {
    assertThat(new QuotaPeriod.CalendarMonth().at(at)).isEqualTo(new QuotaPeriod.Span(start, end));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          2026-01-31T09:30:00Z, 2026-01-31T09:30:00Z, 2026-01-31T09:30:00Z, 2026-02-28T09:30:00Z
          2026-01-31T09:30:00Z, 2026-02-28T09:29:59Z, 2026-01-31T09:30:00Z, 2026-02-28T09:30:00Z
          2026-01-31T09:30:00Z, 2026-02-28T09:30:00Z, 2026-02-28T09:30:00Z, 2026-03-31T09:30:00Z
          2026-01-31T09:30:00Z, 2026-03-31T09:30:00Z, 2026-03-31T09:30:00Z, 2026-04-30T09:30:00Z
          2026-01-31T09:30:00Z, 2028-02-29T10:00:00Z, 2028-02-29T09:30:00Z, 2028-03-31T09:30:00Z
          2026-01-31T09:30:00Z, 2025-12-31T10:00:00Z, 2025-12-31T09:30:00Z, 2026-01-31T09:30:00Z
          2026-01-31T09:30:00Z, 2025-11-30T08:00:00Z, 2025-10-31T09:30:00Z, 2025-11-30T09:30:00Z
          2026-05-10T00:00:00Z, 2026-11-15T10:00:00Z, 2026-11-10T00:00:00Z, 2026-12-10T00:00:00Z
          """)
  void anniversariesKeepTheDayOfTheAnchorWhereTheMonthHasIt(
      Instant anchor, Instant at, Instant start, Instant end) {
    assertThat(new QuotaPeriod.Anniversary(anchor).at(at))
        .isEqualTo(new QuotaPeriod.Span(start, end));
  }

  @Test
  void consecutiveAnniversaryPeriodsTouch() {
    QuotaPeriod period = new QuotaPeriod.Anniversary(Instant.parse("2024-02-29T23:59:59Z"));
    QuotaPeriod.Span span = period.at(Instant.parse("2024-02-29T23:59:59Z"));
    for (int month = 0; month < 60; month++) {
      QuotaPeriod.Span next = period.at(span.end());
      assertThat(next.start()).isEqualTo(span.end());
      assertThat(period.at(span.end().minusMillis(1))).isEqualTo(span);
      span = next;
    }
  }

  @Test
  void theUnendingPeriodContainsAllTimes() {
    QuotaPeriod unending = new QuotaPeriod.Unending();
    assertThat(unending.at(Instant.EPOCH))
        .isEqualTo(unending.at(Instant.parse("2500-01-01T00:00:00Z")));
  }
}
