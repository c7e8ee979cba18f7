package io.saasbricks.ratelimit;

import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a counter is.
 *
 * @param kind with {@code value} names the item
 * @param suffix of the counter's attributes within the item
 */
record Place(String kind, String value, String suffix) {
  // As a record has them; linking those at the first use costs a fresh JVM some thirty classes.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Place that
        && kind.equals(that.kind)
        && value.equals(that.value)
        && suffix.equals(that.suffix);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, value, suffix);
  }

  /** The key of the item: {@code RL#<limits>#<kind>#<value>}. */
  Key key(String limits) {
    return Key.single(PartitionKey.system("RL", limits, kind, Subject.keyPart(value)));
  }
}
