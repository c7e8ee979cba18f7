package io.saasbricks.examples.chatbot.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The JSON Schema that AWS publishes for SAM: it knows the properties of serverless resources. */
final class SamSchema {
  private static final JsonSchema SCHEMA = load();

  private SamSchema() {}

  static List<String> findings(JsonNode template) {
    return SCHEMA.validate(template).stream().map(ValidationMessage::getMessage).toList();
  }

  private static JsonSchema load() {
    Path file = Path.of(System.getProperty("saasbricks.root"), "specs/sam-schema.json");
    try (InputStream schema = Files.newInputStream(file)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
