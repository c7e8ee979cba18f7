package io.saasbricks.local.emulator;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * EventBridge's {@code rate(...)} and {@code cron(...)}, the latter with numbers, names, {@code *},
 * {@code ?}, ranges, lists and steps, in UTC. {@code L}, {@code W} and {@code #} are not emulated.
 */
final class ScheduleExpression {
  private static final Pattern RATE =
      Pattern.compile("rate\\(([1-9]\\d{0,8}) (minute|hour|day)s?\\)");
  private static final Pattern CRON = Pattern.compile("cron\\((\\S+(?: \\S+){5})\\)");
  private static final int YEARS_AHEAD = 5;

  private final Optional<Duration> rate;
  private final List<IntPredicate> fields;

  private ScheduleExpression(Optional<Duration> rate, List<IntPredicate> fields) {
    this.rate = rate;
    this.fields = fields;
  }

  static ScheduleExpression parse(String expression) {
    Matcher matcher = RATE.matcher(expression);
    if (matcher.matches()) {
      ChronoUnit unit = ChronoUnit.valueOf(matcher.group(2).toUpperCase(Locale.ROOT) + "S");
      Duration period = Duration.of(Long.parseLong(matcher.group(1)), unit);
      return new ScheduleExpression(Optional.of(period), List.of());
    }
    Matcher cron = CRON.matcher(expression);
    if (!cron.matches()) {
      throw new TemplateException("schedule " + expression + " is not emulated");
    }
    List<IntPredicate> fields = new ArrayList<>();
    for (String field : cron.group(1).split(" ", -1)) {
      fields.add(field(field, expression));
    }
    return new ScheduleExpression(Optional.empty(), fields);
  }

  /** The next time after this one; empty if there is none within five years. */
  Optional<Instant> next(Instant after) {
    if (rate.isPresent()) {
      return rate.map(after::plus);
    }
    ZonedDateTime time =
        after.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    int lastYear = time.getYear() + YEARS_AHEAD;
    while (time.getYear() <= lastYear) {
      if (!day(time)) {
        time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
      } else if (!fields.get(1).test(time.getHour())) {
        time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      } else if (!fields.get(0).test(time.getMinute())) {
        time = time.plusMinutes(1);
      } else {
        return Optional.of(time.toInstant());
      }
    }
    return Optional.empty();
  }

  private boolean day(ZonedDateTime time) {
    // EventBridge counts days of the week from Sunday, which is 1.
    int dayOfWeek = time.getDayOfWeek().getValue() % 7 + 1;
    return fields.get(2).test(time.getDayOfMonth())
        && fields.get(3).test(time.getMonthValue())
        && fields.get(4).test(dayOfWeek)
        && fields.get(5).test(time.getYear());
  }

  private static IntPredicate field(String field, String expression) {
    List<IntPredicate> parts = new ArrayList<>();
    for (String part : field.split(",", -1)) {
      parts.add(part(part, expression));
    }
    return value -> parts.stream().anyMatch(part -> part.test(value));
  }

  private static IntPredicate part(String part, String expression) {
    String[] steps = part.split("/", 2);
    String[] range = steps[0].split("-", 2);
    boolean all = steps[0].equals("*") || steps[0].equals("?");
    int first = all ? 0 : number(range[0], expression);
    boolean open = all || (steps.length == 2 && range.length == 1);
    int last = open ? Integer.MAX_VALUE : number(range[range.length - 1], expression);
    int step = steps.length == 2 ? number(steps[1], expression) : 1;
    if (step == 0) {
      throw new TemplateException("schedule " + expression + " has a step of nothing");
    }
    return value -> value >= first && value <= last && (value - first) % step == 0;
  }

  private static int number(String text, String expression) {
    for (Month month : Month.values()) {
      if (month.name().startsWith(text.toUpperCase(Locale.ROOT)) && text.length() == 3) {
        return month.getValue();
      }
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().startsWith(text.toUpperCase(Locale.ROOT)) && text.length() == 3) {
        return day.getValue() % 7 + 1;
      }
    }
    if (!text.matches("\\d{1,4}")) {
      throw new TemplateException("schedule " + expression + ": " + text + " is not emulated");
    }
    return Integer.parseInt(text);
  }
}
