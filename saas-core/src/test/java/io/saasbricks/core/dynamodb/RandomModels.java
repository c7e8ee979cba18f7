package io.saasbricks.core.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Models of the SDK with any of their fields set to anything, the same for the same seed. */
final class RandomModels {
  private static final int DEEPEST = 7;

  private final Random random;

  RandomModels(long seed) {
    this.random = new Random(seed);
  }

  /** Sets fields of the builder; three of four, and none but scalars deep within. */
  <B extends SdkPojo> B fill(B builder) {
    fill(builder, 0);
    return builder;
  }

  private void fill(SdkPojo builder, int depth) {
    for (SdkField<?> field : builder.sdkFields()) {
      if (random.nextInt(4) > 0 && (depth < DEEPEST || isScalar(field))) {
        field.set(builder, value(field, depth + 1));
      }
    }
  }

  private static boolean isScalar(SdkField<?> field) {
    MarshallingType<?> type = field.marshallingType();
    return type != MarshallingType.LIST
        && type != MarshallingType.MAP
        && type != MarshallingType.SDK_POJO;
  }

  private Object value(SdkField<?> field, int depth) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.STRING) {
      return text();
    } else if (type == MarshallingType.BOOLEAN) {
      return random.nextBoolean();
    } else if (type == MarshallingType.INTEGER) {
      return random.nextInt();
    } else if (type == MarshallingType.LONG) {
      return random.nextLong();
    } else if (type == MarshallingType.DOUBLE) {
      return random.nextInt(1_000) / 2.0;
    } else if (type == MarshallingType.SDK_BYTES) {
      byte[] bytes = new byte[random.nextInt(5)];
      random.nextBytes(bytes);
      return SdkBytes.fromByteArray(bytes);
    } else if (type == MarshallingType.LIST) {
      return elements(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), depth);
    } else if (type == MarshallingType.MAP) {
      return members(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), depth);
    }
    SdkPojo builder = field.constructor().get();
    fill(builder, depth);
    return ((Buildable) builder).build();
  }

  private List<Object> elements(SdkField<?> element, int depth) {
    List<Object> elements = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      elements.add(value(element, depth));
    }
    return elements;
  }

  private Map<String, Object> members(SdkField<?> value, int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      members.put(text() + i, value(value, depth));
    }
    return members;
  }

  private String text() {
    String[] texts = {
      "", "a", "PK", "1.5", "\"quoted\" \\ \n\t", "héllo ☃ 日本", "\ud83d\ude00", "\u0001"
    };
    return texts[random.nextInt(texts.length)];
  }
}
