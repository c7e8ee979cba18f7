package io.saasbricks.local.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.Set;

/**
 * Reads YAML in which CloudFormation's short forms ({@code !Sub x}) become long ones ({@code
 * {Fn::Sub: x}}), as checks of a template want it. As CloudFormation it knows no aliases.
 */
public final class TaggedYaml {
  private static final Set<String> BARE = Set.of("Ref", "Condition");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final YAMLParser parser;

  private TaggedYaml(YAMLParser parser) {
    this.parser = parser;
  }

  /**
   * The document as a tree; an empty document is an empty object.
   *
   * @throws TemplateException if it is not YAML, or has an alias; the message tells the line
   */
  public static JsonNode read(String yaml) {
    try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
      return parser.nextToken() == null ? NODES.objectNode() : new TaggedYaml(parser).value();
    } catch (JsonProcessingException malformed) {
      // A character that no YAML may hold is refused before there is a line.
      String place =
          malformed.getLocation() == null
              ? ""
              : "line " + malformed.getLocation().getLineNr() + ": ";
      throw new TemplateException(
          "not valid YAML: "
              + place
              + malformed.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (IOException impossible) {
      throw new IllegalStateException("a string cannot fail to be read", impossible);
    }
  }

  private JsonNode value() throws IOException {
    if (parser.isCurrentAlias()) {
      throw new TemplateException(
          "line %d: an alias, *%s, is no part of a template"
              .formatted(parser.currentTokenLocation().getLineNr(), parser.getText()));
    }
    Object tag = parser.getTypeId();
    JsonNode plain =
        switch (parser.currentToken()) {
          case START_OBJECT -> object();
          case START_ARRAY -> array();
          case VALUE_NULL -> NODES.nullNode();
          case VALUE_TRUE -> NODES.booleanNode(true);
          case VALUE_FALSE -> NODES.booleanNode(false);
          case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
          case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
          default -> NODES.textNode(parser.getText());
        };
    return tag == null || tag.toString().startsWith("tag:") ? plain : function(tag, plain);
  }

  private static ObjectNode function(Object tag, JsonNode argument) {
    String name = tag.toString();
    return NODES.objectNode().set(BARE.contains(name) ? name : "Fn::" + name, argument);
  }

  private ObjectNode object() throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      object.set(name, value());
    }
    return object;
  }

  private ArrayNode array() throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value());
    }
    return array;
  }
}
