package io.saasbricks.core.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An attribute of an item, or a member of a map attribute. Immutable. */
public final class Attribute implements Operand {
  private final List<String> path;

  private Attribute(List<String> path) {
    this.path = path;
  }

  /** The top-level attribute of that name; a dot in the name is part of it. */
  public static Attribute attribute(String name) {
    return new Attribute(List.of(name));
  }

  /** The member of that name within this map attribute. */
  public Attribute member(String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return new Attribute(List.copyOf(longer));
  }

  /** The attribute's value, or the given one while the attribute is absent. */
  public Operand orElse(Object absent) {
    return new Computed(p -> "if_not_exists(" + render(p) + ", " + p.operand(absent) + ")");
  }

  /** The number of characters, bytes, elements or members. */
  public Operand size() {
    return new Computed(p -> "size(" + render(p) + ")");
  }

  /** The item has the attribute. */
  public Condition exists() {
    return new Condition(p -> "attribute_exists(" + render(p) + ")");
  }

  /** The item does not have the attribute, or there is no item. */
  public Condition missing() {
    return new Condition(p -> "attribute_not_exists(" + render(p) + ")");
  }

  /** The text starts so. */
  public Condition startsWith(String prefix) {
    return new Condition(p -> "begins_with(" + render(p) + ", " + p.operand(prefix) + ")");
  }

  /** Whether this set or list has the element, or this string the part. */
  public Condition contains(Object element) {
    return new Condition(p -> "contains(" + render(p) + ", " + p.operand(element) + ")");
  }

  String root() {
    return path.get(0);
  }

  @Override
  public String render(Placeholders placeholders) {
    return path.stream().map(placeholders::name).collect(Collectors.joining("."));
  }

  @Override
  public String toString() {
    return String.join(".", path);
  }
}
