package io.saasbricks.local.dynamodb.memory;

import java.math.BigDecimal;
import java.util.Collection;

/** Bytes that DynamoDB counts for items and values. */
final class ItemSize {
  /** The largest item. */
  static final int LIMIT = 400 * 1024;

  private static final int CONTAINER_OVERHEAD = 3;

  private ItemSize() {}

  /** The bytes of an item: its names and values, without the overhead of a map inside it. */
  static int of(Value.Document item) {
    int size = 0;
    for (var entry : item.entries().entrySet()) {
      size += utf8(entry.getKey()) + of(entry.getValue());
    }
    return size;
  }

  static int of(Value value) {
    if (value instanceof Value.Text text) {
      return utf8(text.value());
    }
    if (value instanceof Value.Decimal decimal) {
      return of(decimal.value());
    }
    if (value instanceof Value.Binary binary) {
      return binary.bytes().length();
    }
    if (value instanceof Value.ScalarSet set) {
      return sum(set.elements());
    }
    if (value instanceof Value.Sequence list) {
      return CONTAINER_OVERHEAD + list.elements().size() + sum(list.elements());
    }
    if (value instanceof Value.Document map) {
      return CONTAINER_OVERHEAD + map.entries().size() + of(map);
    }
    return 1;
  }

  private static int sum(Collection<Value> values) {
    return values.stream().mapToInt(ItemSize::of).sum();
  }

  /** One byte, one for each two digits counted from the decimal point, one for a minus sign. */
  private static int of(BigDecimal number) {
    if (number.signum() == 0) {
      return 1;
    }
    int digits = number.precision() + Math.floorMod(number.scale(), 2);
    return 1 + (digits + 1) / 2 + (number.signum() < 0 ? 1 : 0);
  }

  /** Length in UTF-8, where each half of a surrogate pair stands for two of its four bytes. */
  static int utf8(String text) {
    int size = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        size += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return size;
  }
}
