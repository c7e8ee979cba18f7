package io.saasbricks.core.dynamodb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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

/**
 * The SDK's models as JSON (protocol AWS JSON 1.0), by the descriptions that each model has of its
 * own fields: whatever a model can hold is sent and read, also what later versions of the SDK add.
 */
final class ModelJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ModelJson() {}

  /** The model as UTF-8 bytes. */
  static byte[] write(SdkPojo model) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      writeModel(out, model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeModel(JsonGenerator out, SdkPojo model) throws IOException {
    out.writeStartObject();
    for (SdkField<?> field : model.sdkFields()) {
      Object value = field.getValueOrDefault(model);
      if (value != null && !unset(value)) {
        out.writeFieldName(field.locationName());
        writeValue(out, value);
      }
    }
    out.writeEndObject();
  }

  /** The SDK's getters answer a collection that was never set by an empty one of its own. */
  private static boolean unset(Object value) {
    return value instanceof SdkAutoConstructMap || value instanceof SdkAutoConstructList;
  }

  private static void writeValue(JsonGenerator out, Object value) throws IOException {
    if (value instanceof SdkPojo model) {
      writeModel(out, model);
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Map<?, ?> members) {
      writeMembers(out, members);
    } else if (value instanceof Collection<?> elements) {
      writeElements(out, elements);
    } else if (value instanceof SdkBytes bytes) {
      out.writeBinary(bytes.asByteArrayUnsafe());
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else {
      out.writeNumber(((Number) value).toString());
    }
  }

  private static void writeMembers(JsonGenerator out, Map<?, ?> members) throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      out.writeFieldName((String) member.getKey());
      writeValue(out, member.getValue());
    }
    out.writeEndObject();
  }

  private static void writeElements(JsonGenerator out, Collection<?> elements) throws IOException {
    out.writeStartArray();
    for (Object element : elements) {
      writeValue(out, element);
    }
    out.writeEndArray();
  }

  /**
   * Puts what the bytes tell into the model, a builder of the SDK. Members that the model does not
   * have are passed over, and no bytes at all say nothing.
   *
   * @throws IOException if the bytes are no JSON object, or a member has another type
   */
  static void read(byte[] json, SdkPojo model) throws IOException {
    try (JsonParser in = JSON.createParser(json)) {
      if (in.nextToken() != null) {
        readModel(in, model);
      }
    }
  }

  /**
   * The members of a JSON object that are texts.
   *
   * @throws IOException if the bytes are no JSON object
   */
  static Map<String, String> texts(byte[] json) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    try (JsonParser in = JSON.createParser(json)) {
      in.nextToken();
      require(in, JsonToken.START_OBJECT);
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        if (in.nextToken() == JsonToken.VALUE_STRING) {
          texts.put(name, in.getText());
        }
        in.skipChildren();
      }
    }
    return texts;
  }

  private static void readModel(JsonParser in, SdkPojo model) throws IOException {
    require(in, JsonToken.START_OBJECT);
    Map<String, SdkField<?>> fields = model.sdkFieldNameToField();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      SdkField<?> field = fields.get(in.currentName());
      in.nextToken();
      if (field == null) {
        in.skipChildren();
      } else {
        field.set(model, readValue(in, field));
      }
    }
  }

  private static @Nullable Object readValue(JsonParser in, SdkField<?> field) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.STRING) {
      require(in, JsonToken.VALUE_STRING);
      return in.getText();
    } else if (type == MarshallingType.MAP) {
      return readMembers(in, field.getRequiredTrait(MapTrait.class).valueFieldInfo());
    } else if (type == MarshallingType.LIST) {
      return readElements(in, field.getRequiredTrait(ListTrait.class).memberFieldInfo());
    } else if (type == MarshallingType.SDK_POJO) {
      return readBuilt(in, field);
    }
    return readScalar(in, type);
  }

  private static Object readBuilt(JsonParser in, SdkField<?> field) throws IOException {
    SdkPojo builder = field.constructor().get();
    readModel(in, builder);
    return ((Buildable) builder).build();
  }

  private static Object readScalar(JsonParser in, MarshallingType<?> type) throws IOException {
    if (type == MarshallingType.BOOLEAN) {
      return in.getBooleanValue();
    } else if (type == MarshallingType.DOUBLE) {
      return in.getDoubleValue();
    } else if (type == MarshallingType.INTEGER) {
      return in.getIntValue();
    } else if (type == MarshallingType.LONG) {
      return in.getLongValue();
    } else if (type == MarshallingType.SDK_BYTES) {
      return SdkBytes.fromByteArrayUnsafe(in.getBinaryValue());
    }
    throw new IOException("an answer has a member of type " + type);
  }

  private static Map<String, @Nullable Object> readMembers(JsonParser in, SdkField<?> value)
      throws IOException {
    require(in, JsonToken.START_OBJECT);
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      members.put(name, readValue(in, value));
    }
    return members;
  }

  private static List<@Nullable Object> readElements(JsonParser in, SdkField<?> element)
      throws IOException {
    require(in, JsonToken.START_ARRAY);
    List<@Nullable Object> elements = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      elements.add(readValue(in, element));
    }
    return elements;
  }

  private static void require(JsonParser in, JsonToken expected) throws IOException {
    if (in.currentToken() != expected) {
      throw new IOException("an answer has " + in.currentToken() + " in place of " + expected);
    }
  }
}
