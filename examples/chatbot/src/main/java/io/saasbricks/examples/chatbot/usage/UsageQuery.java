package io.saasbricks.examples.chatbot.usage;

import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.Problem;
import io.saasbricks.metering.UsageSeries.Granularity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * What a caller of {@code GET /usage} wants to see: days from the first to the last, both included.
 */
record UsageQuery(LocalDate first, LocalDate last, Granularity granularity) {
  private static final int MOST_HOUR_DAYS = 7;
  private static final int MOST_DAYS = 93;
  private static final int MOST_MONTH_DAYS = 732;

  /** Years of four digits: {@code java.time} knows a billion of them, and keys and sums do not. */
  private static final int FIRST_YEAR = 1970;

  private static final int LAST_YEAR = 9999;

  /**
   * The query of a request; by default the current month by day.
   *
   * @throws io.saasbricks.core.http.ProblemException with 400 if a parameter is not valid
   */
  static UsageQuery of(HttpRequest request, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Granularity granularity = granularity(request.query("granularity"));
    LocalDate last = date(request, "to").orElse(today);
    LocalDate first = date(request, "from").orElse(YearMonth.from(last).atDay(1));
    if (granularity == Granularity.HOUR && request.query("from").isEmpty()) {
      first = last;
    }
    return new UsageQuery(first, last, granularity).checked();
  }

  private UsageQuery checked() {
    int most =
        switch (granularity) {
          case HOUR -> MOST_HOUR_DAYS;
          case DAY -> MOST_DAYS;
          case MONTH -> MOST_MONTH_DAYS;
        };
    if (last.isBefore(first)) {
      throw Problem.badRequest("from must not be after to.").asException();
    }
    if (first.plusDays(most).isBefore(last)) {
      throw Problem.badRequest("from and to are over " + most + " days apart.").asException();
    }
    return this;
  }

  private static Granularity granularity(Optional<String> text) {
    String name = text.orElse("day").toUpperCase(Locale.ROOT);
    for (Granularity granularity : Granularity.values()) {
      if (granularity.name().equals(name)) {
        return granularity;
      }
    }
    throw Problem.badRequest("granularity must be hour, day or month.").asException();
  }

  private static Optional<LocalDate> date(HttpRequest request, String name) {
    return request
        .query(name)
        .map(
            text ->
                parse(text)
                    .orElseThrow(
                        () ->
                            Problem.badRequest(name + " must be a date such as 2026-01-31.")
                                .asException()));
  }

  /** A date, or an instant of which the date counts. */
  private static Optional<LocalDate> parse(String text) {
    try {
      LocalDate date =
          text.contains("T")
              ? LocalDate.ofInstant(Instant.parse(text), ZoneOffset.UTC)
              : LocalDate.parse(text);
      return Optional.of(date)
          .filter(found -> found.getYear() >= FIRST_YEAR && found.getYear() <= LAST_YEAR);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
