package io.saasbricks.ratelimit;

import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;

/**
 * Where a counter is.
 *
 * @param kind with {@code value} names the item
 * @param suffix of the counter's attributes within the item
 */
record Place(String kind, String value, String suffix) {
  /** The key of the item: {@code RL#<limits>#<kind>#<value>}. */
  Key key(String limits) {
    return Key.single(PartitionKey.system("RL", limits, kind, Subject.keyPart(value)));
  }
}
