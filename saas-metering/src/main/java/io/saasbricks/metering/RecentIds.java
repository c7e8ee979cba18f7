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
 * Ids are remembered in seven sets that take turns, one a turn of 61 seconds. Each write adds to the
 * set of its turn and drops the set that comes after the next: the sets of the last turns stay, and so
 * does that of the next turn, which a clock a little ahead may be using already. Clocks may differ by a
 * turn. Seven and 61 are primes, so that a caller of regular habits does not always meet the same set,
 * which would then never be dropped.
 */

/** The ids that an item has seen in the last minutes: bounded in size, at one write. */
final class RecentIds {
  /** How long an id is remembered at least. */
  static final Duration MEMORY = Duration.ofMinutes(2);

  private static final int SETS = 7;
  private static final long TURN_SECONDS = 61;

  private final int current;

  private RecentIds(int current) {
    this.current = current;
  }

  static RecentIds at(Instant now) {
    return new RecentIds((int) (now.getEpochSecond() / TURN_SECONDS) % SETS);
  }

  Update remembering(ByteBuffer id) {
    return Update.add(name(current), Set.of(id)).and(Update.remove(name(current + 2)));
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
