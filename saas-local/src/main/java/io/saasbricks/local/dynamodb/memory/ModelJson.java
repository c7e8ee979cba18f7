package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** The SDK's requests and responses to and from DynamoDB's JSON, by the fields they describe. */
final class ModelJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ModelJson() {}

  /** The members that are set. */
  static ObjectNode write(SdkPojo model) {
    ObjectNode json = JSON.objectNode();
    for (SdkField<?> field : model.sdkFields()) {
      Object value = field.getValueOrDefault(model);
      if (isSet(value)) {
        json.set(field.locationName(), write(value));
      }
    }
    return json;
  }

  private static boolean isSet(@Nullable Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }

  private static JsonNode write(Object value) {
    if (value instanceof SdkPojo model) {
      return write(model);
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode json = JSON.objectNode();
      map.forEach((name, entry) -> json.set((String) name, write(entry)));
      return json;
    }
    if (value instanceof Collection<?> list) {
      ArrayNode json = JSON.arrayNode(list.size());
      list.forEach(element -> json.add(write(element)));
      return json;
    }
    if (value instanceof SdkBytes bytes) {
      return JSON.textNode(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
    }
    return value instanceof String text ? JSON.textNode(text) : scalar(value);
  }

  private static JsonNode scalar(Object value) {
    if (value instanceof Boolean flag) {
      return JSON.booleanNode(flag);
    }
    if (value instanceof Integer number) {
      return JSON.numberNode(number);
    }
    if (value instanceof Long number) {
      return JSON.numberNode(number);
    }
    throw new IllegalArgumentException("no request has a member of " + value.getClass());
  }

  /** Sets the members that are there, and returns the builder. */
  static <B extends SdkPojo> B read(JsonNode json, B builder) {
    for (SdkField<?> field : builder.sdkFields()) {
      JsonNode member = json.get(field.locationName());
      if (member != null) {
        field.set(builder, read(member, field));
      }
    }
    return builder;
  }

  private static Object read(JsonNode json, SdkField<?> field) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      return ((Buildable) read(json, field.constructor().get())).build();
    }
    if (type == MarshallingType.MAP) {
      return map(json, field.getTrait(MapTrait.class).valueFieldInfo());
    }
    if (type == MarshallingType.LIST) {
      return list(json, field.getTrait(ListTrait.class).memberFieldInfo());
    }
    return scalar(json, type);
  }

  private static Map<String, Object> map(JsonNode json, SdkField<?> field) {
    Map<String, Object> map = new LinkedHashMap<>();
    json.properties().forEach(entry -> map.put(entry.getKey(), read(entry.getValue(), field)));
    return map;
  }

  private static List<Object> list(JsonNode json, SdkField<?> field) {
    List<Object> list = new ArrayList<>(json.size());
    json.forEach(element -> list.add(read(element, field)));
    return list;
  }

  private static Object scalar(JsonNode json, MarshallingType<?> type) {
    if (type == MarshallingType.BOOLEAN) {
      return json.asBoolean();
    }
    if (type == MarshallingType.INTEGER) {
      return json.asInt();
    }
    if (type == MarshallingType.LONG) {
      return json.asLong();
    }
    if (type == MarshallingType.DOUBLE) {
      return json.asDouble();
    }
    if (type == MarshallingType.INSTANT) {
      return Instant.ofEpochMilli(Math.round(json.asDouble() * 1_000));
    }
    return type == MarshallingType.SDK_BYTES
        ? SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(json.asText()))
        : json.asText();
  }
}
