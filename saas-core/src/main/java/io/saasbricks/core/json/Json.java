package io.saasbricks.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses and writes JSON on Jackson's streaming layer.
 *
 * <p>Parsing is strict: well-formed UTF-8, no duplicate member, nothing after the value, nesting to
 * depth 64, strings to 8 million characters, numbers to 100 digits. Objects become {@link
 * JsonObject}, arrays unmodifiable lists, numbers {@code Long} or {@code BigDecimal}, {@code null}
 * {@link #NULL}. Stateless and safe for concurrent use.
 */
public final class Json {
  /** JSON's {@code null}, so that no Java {@code null} travels. */
  public static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxStringLength(8_000_000)
                  .maxNumberLength(100)
                  .maxNameLength(10_000)
                  .build())
          .build();

  private Json() {}

  /**
   * The value that the UTF-8 bytes hold.
   *
   * @throws JsonException if they are not exactly one JSON value
   */
  public static Object parse(byte[] utf8) {
    return parse(decode(utf8));
  }

  /**
   * The value that the text holds.
   *
   * @throws JsonException if it is not exactly one JSON value
   */
  public static Object parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new JsonException("", "is empty");
      }
      Object value = read(parser, first);
      if (parser.nextToken() != null) {
        throw new JsonException("", "is followed by something else");
      }
      return value;
    } catch (IOException | NumberFormatException e) {
      // The second for an exponent past all bounds; the message may quote the input.
      throw new JsonException("", "is not valid JSON");
    }
  }

  /**
   * The object that the UTF-8 bytes hold.
   *
   * @throws JsonException if they are not exactly one JSON object
   */
  public static JsonObject object(byte[] utf8) {
    return asObject(parse(utf8));
  }

  /**
   * The object that the text holds.
   *
   * @throws JsonException if it is not exactly one JSON object
   */
  public static JsonObject object(String text) {
    return asObject(parse(text));
  }

  /**
   * The value as JSON text. Takes what {@link #parse} gives, and maps, iterables, numbers and
   * instants (as ISO 8601 text).
   *
   * @throws IllegalArgumentException if the value, or one within it, is of no such type
   */
  public static String text(@Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(generator, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The value as UTF-8 bytes. */
  public static byte[] bytes(@Nullable Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
      write(generator, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static JsonObject asObject(Object value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new JsonException("", "must be an object");
  }

  private static String decode(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new JsonException("", "is not UTF-8");
    }
  }

  private static Object read(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> readArray(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> NULL;
    };
  }

  private static BigDecimal decimal(JsonParser parser) throws IOException {
    BigDecimal number = parser.getDecimalValue();
    // As a text such a number could not be read again.
    if ((long) number.precision() - number.scale() - 1 > Integer.MAX_VALUE) {
      throw new NumberFormatException("exponent out of range");
    }
    return number;
  }

  private static Object integer(JsonParser parser) throws IOException {
    boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    return fits ? (Object) parser.getLongValue() : parser.getDecimalValue();
  }

  private static JsonObject readObject(JsonParser parser) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      members.put(name, read(parser, parser.nextToken()));
    }
    return new JsonObject("", members);
  }

  private static List<Object> readArray(JsonParser parser) throws IOException {
    List<Object> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(read(parser, token));
    }
    return Collections.unmodifiableList(elements);
  }

  private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
    if (value == null || value == NULL) {
      out.writeNull();
    } else if (value instanceof CharSequence text) {
      out.writeString(text.toString());
    } else if (value instanceof Boolean bool) {
      out.writeBoolean(bool);
    } else if (value instanceof Number number) {
      writeNumber(out, number);
    } else if (value instanceof JsonObject object) {
      writeObject(out, object.members());
    } else if (value instanceof Map<?, ?> map) {
      writeObject(out, map);
    } else if (value instanceof Iterable<?> elements) {
      writeArray(out, elements);
    } else if (value instanceof Instant instant) {
      out.writeString(instant.toString());
    } else {
      throw new IllegalArgumentException("no JSON value: " + value.getClass().getName());
    }
  }

  private static void writeNumber(JsonGenerator out, Number number) throws IOException {
    if (number instanceof Double real && !Double.isFinite(real)) {
      throw new IllegalArgumentException("no JSON number: " + real);
    }
    out.writeNumber(number.toString());
  }

  private static void writeObject(JsonGenerator out, Map<?, ?> members) throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      out.writeFieldName(String.valueOf(member.getKey()));
      write(out, member.getValue());
    }
    out.writeEndObject();
  }

  private static void writeArray(JsonGenerator out, Iterable<?> elements) throws IOException {
    out.writeStartArray();
    for (Object element : elements) {
      write(out, element);
    }
    out.writeEndArray();
  }
}
