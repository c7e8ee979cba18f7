package io.saasbricks.ratelimit;

import io.saasbricks.core.table.Attribute;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Update;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a message leaves in its sender's item, in attributes of its hour.
 *
 * @param points how much the message looks like an attack, 0 to {@link #MOST_POINTS}
 * @param cell of its text, letter case and punctuation aside
 */
record MessageTrace(Instant now, long points, byte cell) {
  /** So that no single message can make its sender look like an attacker. */
  static final long MOST_POINTS = 25;

  private static final double NOT_SUSPICIOUS = 0.4;
  private static final double SUSPICIOUS = 0.9;
  private static final Pattern NO_TEXT = Pattern.compile("[^\\p{L}\\p{N}]+");

  static MessageTrace of(String message, double suspicion, Instant now) {
    double strength = (suspicion - NOT_SUSPICIOUS) / (SUSPICIOUS - NOT_SUSPICIOUS);
    long points = Math.round(MOST_POINTS * Math.max(0, Math.min(1, strength)));
    String text = NO_TEXT.matcher(message).replaceAll("").toLowerCase(Locale.ROOT);
    return new MessageTrace(now, points, Digest.firstByte(text));
  }

  /** Counts the message, unless its sender is blocked. */
  Change leave(Item known) {
    Attribute until = Attribute.attribute(Evidence.UNTIL);
    long hour = Evidence.hour(now);
    Update update =
        Update.increment(Evidence.name(Evidence.MESSAGES, hour), 1)
            .and(Update.increment(Evidence.name(Evidence.POINTS, hour), points))
            .and(Update.add(Evidence.name(Evidence.CELLS, hour), Set.of(cellBytes())));
    for (String outdated : new Evidence(known, now).outdated()) {
      update = update.and(Update.remove(outdated));
    }
    return new Change(update, until.missing().or(until.atMost(now.getEpochSecond())));
  }

  /** From when on nothing of the message counts any more. */
  Instant over() {
    return now.plus(Evidence.MEMORY);
  }

  /** Blocks the sender for so long, and keeps the item until then. */
  Update block(Duration time) {
    Instant until = now.plus(time);
    return Update.set(Evidence.UNTIL, until.getEpochSecond())
        .and(LimitItem.expire(until.plus(Slots.TOLERANCE)));
  }

  private ByteBuffer cellBytes() {
    return ByteBuffer.wrap(new byte[] {cell});
  }
}
