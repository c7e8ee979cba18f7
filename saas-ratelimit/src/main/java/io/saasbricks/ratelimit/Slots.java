package io.saasbricks.ratelimit;

import io.saasbricks.core.table.Attribute;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Update;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/*
 * Windows are numbered and each has an attribute of its own, so that no counter is ever reset and an
 * item that DynamoDB deletes late cannot matter. The price is sweeping. Slots of the last five
 * windows, or of five minutes if that is less, stay, because a clock may run behind, and never fewer
 * than two, because a sliding window of such a clock still looks at the one before its own. Older
 * ones are named by the last sight of the item, and guessed where it was never seen.
 */

/** The attributes of a windowed policy: {@code <policy>.<number in base 36><suffix>}. */
record Slots(Charge charge, long current, Duration window) {
  /** How far behind a clock may run without counting from zero. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final Pattern NUMBER = Pattern.compile("[0-9a-z]{1,11}");
  private static final int RADIX = 36;
  private static final int LEAST_KEPT = 2;
  private static final int MOST_KEPT = 5;
  private static final int BLIND = 3;

  /** The attribute that counts the window of that number. */
  String name(long index) {
    return charge.attribute(Long.toString(index, RADIX));
  }

  long count(Item item, long index) {
    return item.number(name(index), 0);
  }

  /** Takes the charge out of the current window, unless the window was swept. */
  Change refund(Item item) {
    if (count(item, current) < charge.cost()) {
      return Change.NONE;
    }
    Attribute counter = Attribute.attribute(name(current));
    return new Change(
        Update.set(counter, counter.minus(charge.cost())), counter.atLeast(charge.cost()));
  }

  Set<String> outdated(Item known) {
    long oldestKept = current - kept();
    Set<String> names = new HashSet<>();
    if (known.attributes().isEmpty()) {
      for (int i = 1; i <= BLIND; i++) {
        names.add(name(oldestKept - i));
      }
    }
    known.attributes().keySet().stream()
        .filter(name -> isBefore(name, oldestKept))
        .forEach(names::add);
    return names;
  }

  private long kept() {
    return Math.max(LEAST_KEPT, Math.min(MOST_KEPT, TOLERANCE.toSeconds() / window.toSeconds()));
  }

  /** Whatever its suffix: sweeping is for all values of the dimension. */
  private boolean isBefore(String attribute, long oldestKept) {
    String prefix = charge.policy().name() + ".";
    if (!attribute.startsWith(prefix)) {
      return false;
    }
    int dot = attribute.indexOf('.', prefix.length());
    String number = attribute.substring(prefix.length(), dot < 0 ? attribute.length() : dot);
    return NUMBER.matcher(number).matches() && Long.parseLong(number, RADIX) < oldestKept;
  }
}
