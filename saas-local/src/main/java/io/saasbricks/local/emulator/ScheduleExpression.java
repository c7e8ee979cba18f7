package io.saasbricks.local.emulator;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * EventBridge's {@code rate(...)} and {@code cron(...)}, the latter with numbers, names, {@code *},
 * {@code ?}, ranges, lists and steps, in UTC. {@code L}, {@code W} and {@code #} are not emulated.
 * Immutable.
 */
final class ScheduleExpression {
  private static final Pattern RATE =
      Pattern.compile("rate\\(([1-9]\\d{0,8}) (minute|hour|day)s?\\)");
  private static final Pattern CRON = Pattern.compile("cron\\((\\S+(?: \\S+){5})\\)");
  private static final int YEARS_AHEAD = 5;

  /** The fields of {@code cron(...)} in their order, each with the values it may have. */
  private enum Field {
    MINUTE(0, 59),
    HOUR(0, 23),
    DAY_OF_MONTH(1, 31),
    MONTH(1, 12),
    DAY_OF_WEEK(1, 7),
    YEAR(1970, 2199);

    private final int lowest;
    private final int highest;

    Field(int lowest, int highest) {
      this.lowest = lowest;
      this.highest = highest;
    }

    /** The number that a name of three letters stands for; negative if it is none of this field. */
    int named(String name) {
      String upper = name.toUpperCase(Locale.ROOT);
      for (Month month : Month.values()) {
        if (this == MONTH && month.name().substring(0, 3).equals(upper)) {
          return month.getValue();
        }
      }
      for (DayOfWeek day : DayOfWeek.values()) {
        if (this == DAY_OF_WEEK && day.name().substring(0, 3).equals(upper)) {
          return fromSunday(day);
        }
      }
      return -1;
    }
  }

  /** The fields of which one says nothing. */
  private static final Set<Field> DAYS = EnumSet.of(Field.DAY_OF_MONTH, Field.DAY_OF_WEEK);

  private final String text;
  private final Optional<Duration> rate;
  private final Map<Field, IntPredicate> fields = new EnumMap<>(Field.class);

  private ScheduleExpression(String text, Optional<Duration> rate) {
    this.text = text;
    this.rate = rate;
  }

  /**
   * Reads an expression.
   *
   * @throws TemplateException if EventBridge refuses it or it is not emulated
   */
  static ScheduleExpression parse(String text) {
    Matcher rate = RATE.matcher(text);
    if (rate.matches()) {
      ChronoUnit unit = ChronoUnit.valueOf(rate.group(2).toUpperCase(Locale.ROOT) + "S");
      Duration period = Duration.of(Long.parseLong(rate.group(1)), unit);
      return new ScheduleExpression(text, Optional.of(period));
    }
    ScheduleExpression schedule = new ScheduleExpression(text, Optional.empty());
    Matcher cron = CRON.matcher(text);
    if (!cron.matches()) {
      throw new TemplateException("schedule " + text + " is not emulated");
    }
    Iterator<String> words = Arrays.asList(cron.group(1).split(" ", -1)).iterator();
    Set<Field> open = EnumSet.noneOf(Field.class);
    for (Field field : Field.values()) {
      String word = words.next();
      if (DAYS.contains(field) && word.equals("?")) {
        open.add(field);
      }
      schedule.fields.put(field, open.contains(field) ? any -> true : schedule.values(field, word));
    }
    if (open.size() != 1) {
      throw schedule.refused("one of day of month and day of week must be ?");
    }
    return schedule;
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
      } else if (!test(Field.HOUR, time.getHour())) {
        time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      } else if (!test(Field.MINUTE, time.getMinute())) {
        time = time.plusMinutes(1);
      } else {
        return Optional.of(time.toInstant());
      }
    }
    return Optional.empty();
  }

  /** As the template has it. */
  @Override
  public String toString() {
    return text;
  }

  private boolean day(ZonedDateTime time) {
    return test(Field.DAY_OF_MONTH, time.getDayOfMonth())
        && test(Field.MONTH, time.getMonthValue())
        && test(Field.DAY_OF_WEEK, fromSunday(time.getDayOfWeek()))
        && test(Field.YEAR, time.getYear());
  }

  private boolean test(Field field, int value) {
    return requireNonNull(fields.get(field)).test(value);
  }

  /** EventBridge counts days of the week from Sunday, which is 1. */
  private static int fromSunday(DayOfWeek day) {
    return day.getValue() % 7 + 1;
  }

  private IntPredicate values(Field field, String list) {
    List<IntPredicate> parts = new ArrayList<>();
    for (String part : list.split(",", -1)) {
      parts.add(part(field, part));
    }
    return value -> parts.stream().anyMatch(part -> part.test(value));
  }

  private IntPredicate part(Field field, String part) {
    String[] steps = part.split("/", 2);
    String[] range = steps[0].split("-", 2);
    boolean all = steps[0].equals("*");
    int first = all ? field.lowest : number(field, range[0]);
    boolean open = all || (steps.length == 2 && range.length == 1);
    int last = open ? field.highest : number(field, range[range.length - 1]);
    int step = steps.length == 2 ? step(steps[1]) : 1;
    if (first > last) {
      throw refused(part + " is no range");
    }
    return value -> value >= first && value <= last && (value - first) % step == 0;
  }

  private int number(Field field, String word) {
    int named = field.named(word);
    int number = named < 0 && word.matches("\\d{1,4}") ? Integer.parseInt(word) : named;
    if (number < field.lowest || number > field.highest) {
      String name = field.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      throw refused(word + " is no " + name);
    }
    return number;
  }

  private int step(String word) {
    if (!word.matches("[1-9]\\d{0,3}")) {
      throw refused(word + " is no step");
    }
    return Integer.parseInt(word);
  }

  private TemplateException refused(String problem) {
    return new TemplateException("schedule " + text + ": " + problem);
  }
}
