package io.saasbricks.core.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Conversion between the values of an {@link Item} and DynamoDB's. */
final class Values {
  private static final int MAX_DIGITS = 38;
  private static final int MIN_EXPONENT = -130;
  private static final int MAX_EXPONENT = 125;

  private Values() {}

  static AttributeValue encode(Object value) {
    if (value instanceof String string) {
      return AttributeValue.fromS(string);
    }
    if (value instanceof Boolean bool) {
      return AttributeValue.fromBool(bool);
    }
    if (isNumber(value)) {
      return AttributeValue.fromN(numeral(value));
    }
    if (value instanceof ByteBuffer buffer) {
      return AttributeValue.fromB(SdkBytes.fromByteBuffer(buffer.asReadOnlyBuffer()));
    }
    if (value instanceof Item item) {
      return AttributeValue.fromM(encodeAll(item.attributes()));
    }
    if (value instanceof Map<?, ?> map) {
      return AttributeValue.fromM(encodeAll(map));
    }
    if (value instanceof Set<?> set) {
      return encodeSet(set);
    }
    if (value instanceof List<?> list) {
      return AttributeValue.fromL(list.stream().map(Values::encode).toList());
    }
    throw new IllegalArgumentException("no attribute value: " + value.getClass().getName());
  }

  static Map<String, AttributeValue> encodeAll(Map<?, ?> attributes) {
    Map<String, AttributeValue> encoded = new LinkedHashMap<>();
    attributes.forEach((name, value) -> encoded.put((String) name, encode(value)));
    return encoded;
  }

  static Item decodeAll(Map<String, AttributeValue> attributes) {
    Map<String, Object> decoded = new LinkedHashMap<>();
    attributes.forEach(
        (name, value) -> {
          if (!Attributes.isKey(name)) {
            decoded.put(name, decode(value));
          }
        });
    return Item.of(decoded);
  }

  private static Object decode(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case N -> new BigDecimal(value.n());
      case BOOL -> value.bool();
      case B -> value.b().asByteBuffer();
      case M -> decodeMap(value.m());
      case L -> value.l().stream().map(Values::decode).toList();
      case SS -> new LinkedHashSet<Object>(value.ss());
      case NS ->
          value.ns().stream()
              .map(BigDecimal::new)
              .collect(LinkedHashSet::new, Set::add, Set::addAll);
      case BS ->
          value.bs().stream()
              .map(SdkBytes::asByteBuffer)
              .collect(LinkedHashSet::new, Set::add, Set::addAll);
      default -> throw new IllegalStateException("unknown attribute type " + value.type());
    };
  }

  private static Item decodeMap(Map<String, AttributeValue> members) {
    Map<String, Object> decoded = new LinkedHashMap<>();
    members.forEach((name, member) -> decoded.put(name, decode(member)));
    return Item.of(decoded);
  }

  private static AttributeValue encodeSet(Set<?> set) {
    if (set.isEmpty()) {
      throw new IllegalArgumentException("a set attribute must not be empty");
    }
    Object first = set.iterator().next();
    if (first instanceof String) {
      return AttributeValue.fromSs(set.stream().map(String.class::cast).toList());
    }
    if (first instanceof ByteBuffer) {
      return AttributeValue.fromBs(
          set.stream()
              .map(e -> SdkBytes.fromByteBuffer(((ByteBuffer) e).asReadOnlyBuffer()))
              .toList());
    }
    return AttributeValue.fromNs(set.stream().map(Values::numeral).toList());
  }

  private static boolean isNumber(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof BigDecimal
        || value instanceof BigInteger
        || value instanceof Instant;
  }

  private static String numeral(Object value) {
    if (!isNumber(value)) {
      throw new IllegalArgumentException("no exact number: " + value.getClass().getName());
    }
    if (value instanceof Instant instant) {
      return Long.toString(instant.toEpochMilli());
    }
    return storable(new BigDecimal(value.toString())).toPlainString();
  }

  /** A number out of range would not only fail: every later sum with it would fail too. */
  private static BigDecimal storable(BigDecimal number) {
    BigDecimal shortest = number.stripTrailingZeros();
    long exponent = (long) shortest.precision() - shortest.scale() - 1;
    if (shortest.precision() > MAX_DIGITS || exponent < MIN_EXPONENT || exponent > MAX_EXPONENT) {
      throw new IllegalArgumentException("DynamoDB cannot hold the number " + number);
    }
    return number;
  }
}
