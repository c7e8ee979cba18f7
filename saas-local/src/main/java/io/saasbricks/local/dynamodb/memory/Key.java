package io.saasbricks.local.dynamodb.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in a sorted table or index: partition, sort and, in an index, the keys of the table.
 *
 * @param values compared from the front; a key stands before all keys it is a prefix of
 * @param after whether it stands after them instead
 */
record Key(List<Value> values, boolean after) implements Comparable<Key> {

  Key {
    values = List.copyOf(values);
  }

  static Key of(List<Value> values) {
    return new Key(values, false);
  }

  /** The key before everything that starts with these values. */
  static Key before(Value... values) {
    return new Key(List.of(values), false);
  }

  /** The key after everything that starts with these values. */
  static Key after(Value... values) {
    return new Key(List.of(values), true);
  }

  Key followedBy(Key other) {
    List<Value> joined = new ArrayList<>(values);
    joined.addAll(other.values);
    return of(joined);
  }

  @Override
  public int compareTo(Key other) {
    int common = Math.min(values.size(), other.values.size());
    for (int i = 0; i < common; i++) {
      int order = Value.ORDER.compare(values.get(i), other.values.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(position(other.values.size()), other.position(values.size()));
  }

  /** Where this key stands among keys it shares its values with: 0 is beside a shorter one. */
  private int position(int otherSize) {
    if (values.size() > otherSize) {
      return 0;
    }
    if (values.size() == otherSize) {
      return after ? 1 : 0;
    }
    return after ? 1 : -1;
  }
}
