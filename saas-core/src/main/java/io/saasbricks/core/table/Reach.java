package io.saasbricks.core.table;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a call may reach: every partition that starts with one of the prefixes, and the partitions
 * named. Travels with the request so that {@link OutgoingGuard} can hold it to it.
 */
record Reach(Set<String> prefixes, Set<String> partitions) {
  static final ExecutionAttribute<Reach> ATTRIBUTE = new ExecutionAttribute<>("saasbricks.reach");

  /** Calls of the system itself, which the types keep away from request handling. */
  static final Reach SYSTEM = under("");

  static final Reach NOTHING = new Reach(Set.of(), Set.of());

  static Reach under(String prefix) {
    return new Reach(Set.of(prefix), Set.of());
  }

  static Reach only(PartitionKey partition) {
    return new Reach(Set.of(), Set.of(partition.encoded()));
  }

  Reach and(Reach other) {
    return new Reach(union(prefixes, other.prefixes), union(partitions, other.partitions));
  }

  boolean covers(String partition) {
    return partitions.contains(partition) || prefixes.stream().anyMatch(partition::startsWith);
  }

  /**
   * The incoming wall: an item that DynamoDB should not have returned is not shown.
   *
   * @throws IsolationException if the item lies outside
   */
  void check(Map<String, AttributeValue> attributes) {
    AttributeValue partition = attributes.get(Attributes.PARTITION);
    if (partition == null || partition.s() == null || !covers(partition.s())) {
      throw new IsolationException("an item outside the scope was returned");
    }
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return Set.copyOf(all);
  }
}
