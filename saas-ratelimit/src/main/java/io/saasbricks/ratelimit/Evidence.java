package io.saasbricks.ratelimit;

import io.saasbricks.core.table.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/*
 * Everything is counted by the hour, and the hour before counts for the share of it that the last
 * sixty minutes still cover, so evidence decays steadily and is gone after two hours.
 *
 * Repetition is counted in constant space: a text is hashed into one of 256 cells, the cells hit are
 * kept as a set of bytes, and the number of different messages is estimated from the share of cells
 * hit (linear counting; Whang, Vander-Zanden and Taylor, 1990).
 */

/**
 * What the item says of its sender's messages. The attributes are {@code ~n}, {@code ~p} and {@code
 * ~h} with the number of the hour in base 36 (messages, points, cells hit), and {@code ~until} (a
 * block, in epoch seconds).
 */
record Evidence(Item item, Instant now) {
  static final String UNTIL = "~until";
  static final String MESSAGES = "~n.";
  static final String POINTS = "~p.";
  static final String CELLS = "~h.";

  /** How long anything can count. */
  static final Duration MEMORY = Duration.ofHours(2);

  private static final Pattern COUNTED = Pattern.compile("~[nph]\\.([0-9a-z]{1,11})");
  private static final int RADIX = 36;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int ALL_CELLS = 256;

  /** Hours that a sender's item may hold, since a clock may run behind. */
  private static final int KEPT = 2;

  /** Hours that are guessed to be there where the item was never seen. */
  private static final int BLIND = 2;

  /** So many repetitions are two thirds of a proof. */
  private static final double MANY_REPETITIONS = 10;

  /** So many messages of the most points are two thirds of a proof. */
  private static final double MANY_ATTACKS = 2;

  static long hour(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), HOUR.toSeconds());
  }

  static String name(String part, long hour) {
    return part + Long.toString(hour, RADIX);
  }

  /** How long the item forbids any message; zero if it does not. */
  Duration blocked() {
    Instant until = Instant.ofEpochSecond(item.number(UNTIL, 0));
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }

  /** The share of the messages that repeat another one, less while they are few; from 0 to 1. */
  double repetition() {
    double messages = count(0) + covered() * count(1);
    double different = different(0) + covered() * different(1);
    double repeating = Math.max(0, messages - different);
    return messages == 0 ? 0 : repeating / messages * -Math.expm1(-repeating / MANY_REPETITIONS);
  }

  /** How much the messages look like attacks, from 0 to 1. */
  double injection() {
    double points = points(0) + covered() * points(1);
    return -Math.expm1(-points / (MANY_ATTACKS * MessageTrace.MOST_POINTS));
  }

  /** The attributes of hours that no clock needs any more. */
  Set<String> outdated() {
    long oldest = hour(now) - KEPT;
    if (item.attributes().isEmpty()) {
      return LongStream.rangeClosed(oldest - BLIND, oldest - 1)
          .boxed()
          .flatMap(hour -> Stream.of(MESSAGES, POINTS, CELLS).map(part -> name(part, hour)))
          .collect(Collectors.toSet());
    }
    return item.attributes().keySet().stream()
        .filter(name -> isBefore(name, oldest))
        .collect(Collectors.toSet());
  }

  private static boolean isBefore(String attribute, long oldest) {
    var counted = COUNTED.matcher(attribute);
    return counted.matches() && Long.parseLong(counted.group(1), RADIX) < oldest;
  }

  private long count(int hoursAgo) {
    return item.number(name(MESSAGES, hour(now) - hoursAgo), 0);
  }

  private long points(int hoursAgo) {
    return item.number(name(POINTS, hour(now) - hoursAgo), 0);
  }

  private double different(int hoursAgo) {
    String cells = name(CELLS, hour(now) - hoursAgo);
    int hit = item.has(cells) ? item.set(cells).size() : 0;
    double estimate = -ALL_CELLS * Math.log1p(-Math.min(hit, ALL_CELLS - 1) / (double) ALL_CELLS);
    return Math.min((double) count(hoursAgo), estimate);
  }

  /** The share of the hour before that the last sixty minutes cover. */
  private double covered() {
    return 1 - Math.floorMod(now.toEpochMilli(), HOUR.toMillis()) / (double) HOUR.toMillis();
  }
}
