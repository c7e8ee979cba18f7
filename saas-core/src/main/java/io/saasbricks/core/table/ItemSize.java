package io.saasbricks.core.table;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/*
 * DynamoDB's size of an item: UTF-8 bytes of names plus the size of values. A number takes about one
 * byte per two significant digits plus one, at most 21; a list or map three bytes plus one per
 * element. (Developer guide, "Item sizes and formats".)
 */
final class ItemSize {
  private static final int MAX_BYTES = TableEngine.MAX_ITEM_BYTES;

  private ItemSize() {}

  /**
   * The attributes unchanged.
   *
   * @throws ItemTooLargeException if DynamoDB would refuse the item for its size
   */
  static Map<String, AttributeValue> checked(Map<String, AttributeValue> attributes) {
    requireFits(of(attributes));
    return attributes;
  }

  /**
   * The values of an update unchanged. What else the item holds is not known here, so this finds
   * only the value that is too large by itself.
   *
   * @throws ItemTooLargeException if DynamoDB would refuse the update for the size of a value
   */
  static @Nullable Map<String, AttributeValue> checkedValues(
      @Nullable Map<String, AttributeValue> values) {
    if (values != null) {
      values.values().forEach(value -> requireFits(of(value)));
    }
    return values;
  }

  private static void requireFits(int bytes) {
    if (bytes > MAX_BYTES) {
      throw new ItemTooLargeException(bytes, MAX_BYTES);
    }
  }

  static int of(Map<String, AttributeValue> attributes) {
    int bytes = 0;
    for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
      bytes += utf8(attribute.getKey()) + of(attribute.getValue());
    }
    return bytes;
  }

  private static int of(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> number(value.n());
      case B -> value.b().asByteArrayUnsafe().length;
      case SS -> value.ss().stream().mapToInt(ItemSize::utf8).sum();
      case NS -> value.ns().stream().mapToInt(ItemSize::number).sum();
      case BS -> value.bs().stream().map(SdkBytes::asByteArrayUnsafe).mapToInt(b -> b.length).sum();
      case L -> 3 + value.l().stream().mapToInt(element -> 1 + of(element)).sum();
      case M -> 3 + value.m().size() + of(value.m());
      default -> 1;
    };
  }

  private static int number(String numeral) {
    int digits = new BigDecimal(numeral).stripTrailingZeros().precision();
    return Math.min(21, (digits + 1) / 2 + 1 + (numeral.startsWith("-") ? 1 : 0));
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
