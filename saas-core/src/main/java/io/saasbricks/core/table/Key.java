package io.saasbricks.core.table;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The primary key of an item. */
public record Key(PartitionKey partition, SortKey sort) {
  public Key {
    Objects.requireNonNull(partition, "partition");
    Objects.requireNonNull(sort, "sort");
  }

  /** The key of an item that is alone in its partition. */
  public static Key single(PartitionKey partition) {
    return new Key(partition, SortKey.of("-"));
  }

  // As a record has them; linking those at the first use costs a fresh JVM some thirty classes.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Key that && partition.equals(that.partition) && sort.equals(that.sort);
  }

  @Override
  public int hashCode() {
    return Objects.hash(partition, sort);
  }

  Map<String, AttributeValue> encoded() {
    Map<String, AttributeValue> encoded = new LinkedHashMap<>();
    encoded.put(Attributes.PARTITION, AttributeValue.fromS(partition.encoded()));
    encoded.put(Attributes.SORT, AttributeValue.fromS(sort.encoded()));
    return encoded;
  }

  /**
   * The attributes of that item under this key.
   *
   * @throws IllegalArgumentException if the item has a key attribute of its own
   */
  Map<String, AttributeValue> encoded(Item item) {
    Map<String, AttributeValue> encoded = encoded();
    item.attributes()
        .forEach(
            (attribute, value) -> {
              if (Attributes.isKey(attribute)) {
                throw new IllegalArgumentException(
                    "key attribute " + attribute + " cannot be written");
              }
              encoded.put(attribute, Values.encode(value));
            });
    return encoded;
  }
}
