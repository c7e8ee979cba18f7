package io.saasbricks.metering;

import static io.saasbricks.core.table.Attribute.attribute;

import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Update;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/*
 * Ids are remembered in four sets that take turns, one a minute. Each write adds to the set of its
 * minute and drops the set that comes next, which is the oldest: the last three minutes stay. A clock
 * that is a minute ahead drops one minute too early, which leaves two.
 */

/** The ids that an item has seen in the last minutes: bounded in size, at one write. */
final class RecentIds {
  /** How long an id is remembered at least. */
  static final Duration MEMORY = Duration.ofMinutes(2);

  private static final int SETS = 4;

  private final int current;

  private RecentIds(int current) {
    this.current = current;
  }

  static RecentIds at(Instant now) {
    return new RecentIds((int) Math.floorMod(now.getEpochSecond() / 60, (long) SETS));
  }

  Update remembering(ByteBuffer id) {
    return Update.add(name(current), Set.of(id)).and(Update.remove(name(current + 1)));
  }

  /** Holds if the id is in none of the sets. */
  static Condition unknown(ByteBuffer id) {
    Condition unknown = Condition.always();
    for (int set = 0; set < SETS; set++) {
      unknown = unknown.and(attribute(name(set)).contains(id).negated());
    }
    return unknown;
  }

  static boolean known(Item item, ByteBuffer id) {
    for (int set = 0; set < SETS; set++) {
      if (item.has(name(set)) && item.set(name(set)).contains(id)) {
        return true;
      }
    }
    return false;
  }

  private static String name(int set) {
    return "i" + set % SETS;
  }
}
