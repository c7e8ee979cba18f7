package io.saasbricks.core.table;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a call may reach. Travels with the request so that {@link OutgoingGuard} can hold it to it.
 */
record Reach(List<String> prefixes) {
  static final ExecutionAttribute<Reach> ATTRIBUTE = new ExecutionAttribute<>("saasbricks.reach");

  /** Calls of the system itself, which the types keep away from request handling. */
  static final Reach SYSTEM = new Reach(List.of(""));

  static Reach of(String prefix) {
    return new Reach(List.of(prefix));
  }

  boolean covers(String partition) {
    return prefixes.stream().anyMatch(partition::startsWith);
  }

  AwsRequestOverrideConfiguration configuration() {
    return AwsRequestOverrideConfiguration.builder().putExecutionAttribute(ATTRIBUTE, this).build();
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
}
