package io.saasbricks.core.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose members are read by type. Immutable.
 *
 * <p>An accessor throws {@link JsonException} with the member's pointer if the member is absent or
 * of another type; the {@code optional} ones give empty for an absent or {@code null} member.
 */
public final class JsonObject {
  private final String pointer;
  private final Map<String, Object> members;

  JsonObject(String pointer, Map<String, Object> members) {
    this.pointer = pointer;
    this.members = Collections.unmodifiableMap(members);
  }

  /** Collects members in order. Not safe for concurrent use. */
  public static final class Builder {
    private final Map<String, Object> members = new LinkedHashMap<>();

    private Builder() {}

    /** Adds a member; any value that {@link Json#text} takes. */
    public Builder put(String name, Object value) {
      members.put(name, value);
      return this;
    }

    /** Adds a member if the value is present. */
    public Builder put(String name, Optional<?> value) {
      value.ifPresent(present -> members.put(name, present));
      return this;
    }

    /** The object of the members so far. */
    public JsonObject build() {
      return new JsonObject("", new LinkedHashMap<>(members));
    }
  }

  /** Collects the members of a new object. */
  public static Builder builder() {
    return new Builder();
  }

  /** The members in order. */
  public Map<String, Object> members() {
    return members;
  }

  /** Whether the member is there and not {@code null}. */
  public boolean has(String name) {
    Object value = members.get(name);
    return value != null && value != Json.NULL;
  }

  /** The text. */
  public String string(String name) {
    return required(name, String.class, "a string");
  }

  /** The text, if the member is there. */
  public Optional<String> optionalString(String name) {
    return has(name) ? Optional.of(string(name)) : Optional.empty();
  }

  /** The whole number. */
  public long number(String name) {
    return required(name, Long.class, "a whole number");
  }

  /** The whole number, if the member is there. */
  public Optional<Long> optionalNumber(String name) {
    return has(name) ? Optional.of(number(name)) : Optional.empty();
  }

  /** The number, exactly as it was written. */
  public BigDecimal decimal(String name) {
    return new BigDecimal(required(name, Number.class, "a number").toString());
  }

  /** The truth value. */
  public boolean bool(String name) {
    return required(name, Boolean.class, "true or false");
  }

  /** The truth value, if the member is there. */
  public Optional<Boolean> optionalBool(String name) {
    return has(name) ? Optional.of(bool(name)) : Optional.empty();
  }

  /** The object; what is wrong in it is told with its whole pointer. */
  public JsonObject object(String name) {
    return required(name, JsonObject.class, "an object").at(pointerTo(name));
  }

  /** The object, if the member is there. */
  public Optional<JsonObject> optionalObject(String name) {
    return has(name) ? Optional.of(object(name)) : Optional.empty();
  }

  /** The array; empty if the member is absent or {@code null}. */
  public List<?> list(String name) {
    return has(name) ? required(name, List.class, "an array") : List.of();
  }

  /** The strings of an array; empty if the member is absent or {@code null}. */
  public List<String> strings(String name) {
    return elements(name, String.class, "a string");
  }

  /** The objects of an array; empty if the member is absent or {@code null}. */
  public List<JsonObject> objects(String name) {
    return elements(name, JsonObject.class, "an object");
  }

  private <T> List<T> elements(String name, Class<T> type, String what) {
    List<?> list = list(name);
    return IntStream.range(0, list.size())
        .mapToObj(
            i -> {
              if (!type.isInstance(list.get(i))) {
                throw new JsonException(pointerTo(name) + "/" + i, "must be " + what);
              }
              return type.cast(list.get(i));
            })
        .toList();
  }

  private <T> T required(String name, Class<T> type, String what) {
    @Nullable Object value = members.get(name);
    if (value == null || value == Json.NULL) {
      throw new JsonException(pointerTo(name), "is required");
    }
    if (!type.isInstance(value)) {
      throw new JsonException(pointerTo(name), "must be " + what);
    }
    return type.cast(value);
  }

  private JsonObject at(String place) {
    return new JsonObject(place, members);
  }

  private String pointerTo(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonObject that && members.equals(that.members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  /** The names only: values may be personal. */
  @Override
  public String toString() {
    return "JsonObject" + members.keySet();
  }
}
