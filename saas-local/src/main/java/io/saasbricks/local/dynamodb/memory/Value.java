package io.saasbricks.local.dynamodb.memory;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** An attribute value, immutable, equal to another exactly when DynamoDB's {@code =} says so. */
sealed interface Value {

  /** Order of keys and of {@code <}: only defined between two texts, numbers or binaries. */
  Comparator<Value> ORDER = Value::compareScalars;

  /** The name of the type on the wire, such as {@code SS}. */
  String type();

  /** A string, ordered by its UTF-8 bytes. */
  record Text(String value) implements Value {
    @Override
    public String type() {
      return "S";
    }
  }

  /** A number without trailing zeros, so that equal numbers are equal records. */
  record Decimal(BigDecimal value) implements Value {
    public Decimal {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    @Override
    public String type() {
      return "N";
    }
  }

  /** Bytes, one in each character, which gives prefix, search and unsigned order for nothing. */
  record Binary(String bytes) implements Value {
    @Override
    public String type() {
      return "B";
    }
  }

  /** True or false. */
  record Bool(boolean value) implements Value {
    @Override
    public String type() {
      return "BOOL";
    }
  }

  /** The null value, which is not an absent attribute. */
  record Null() implements Value {
    @Override
    public String type() {
      return "NULL";
    }
  }

  /** A set of texts, numbers or binaries; {@code type} is {@code SS}, {@code NS} or {@code BS}. */
  record ScalarSet(String type, List<Value> elements) implements Value {
    public ScalarSet {
      elements = List.copyOf(elements);
    }

    /** Sorted, without duplicates. */
    static ScalarSet of(String type, Collection<Value> elements) {
      TreeSet<Value> sorted = new TreeSet<>(ORDER);
      sorted.addAll(elements);
      return new ScalarSet(type, new ArrayList<>(sorted));
    }
  }

  /** A list. */
  record Sequence(List<Value> elements) implements Value {
    public Sequence {
      elements = List.copyOf(elements);
    }

    @Override
    public String type() {
      return "L";
    }
  }

  /** A map; also a whole item. */
  record Document(Map<String, Value> entries) implements Value {
    static final Document EMPTY = new Document(Map.of());

    public Document {
      entries = Collections.unmodifiableMap(new TreeMap<>(entries));
    }

    @Override
    public String type() {
      return "M";
    }

    Optional<Value> get(String name) {
      return Optional.ofNullable(entries.get(name));
    }

    /** This document with one entry replaced, added or, for an empty value, removed. */
    Document with(String name, Optional<Value> value) {
      Map<String, Value> changed = new TreeMap<>(entries);
      value.ifPresentOrElse(present -> changed.put(name, present), () -> changed.remove(name));
      return new Document(changed);
    }

    /** The entries of the given names that exist. */
    Document only(Collection<String> names) {
      Map<String, Value> kept = new TreeMap<>(entries);
      kept.keySet().retainAll(names);
      return new Document(kept);
    }
  }

  private static int compareScalars(Value left, Value right) {
    if (left instanceof Text a && right instanceof Text b) {
      return compareUtf8(a.value(), b.value());
    }
    if (left instanceof Decimal a && right instanceof Decimal b) {
      return a.value().compareTo(b.value());
    }
    if (left instanceof Binary a && right instanceof Binary b) {
      return a.bytes().compareTo(b.bytes());
    }
    throw new IllegalArgumentException("no order between " + left.type() + " and " + right.type());
  }

  /** Like comparing the UTF-8 bytes: surrogates stand for characters above all others. */
  private static int compareUtf8(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean sameSide = Character.isSurrogate(a) == Character.isSurrogate(b);
        return sameSide ? a - b : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return left.length() - right.length();
  }
}
