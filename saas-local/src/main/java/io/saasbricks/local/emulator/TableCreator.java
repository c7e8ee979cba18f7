package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Creates tables on DynamoDB Local over its JSON protocol. Not over the SDK: loading a client takes
 * longer than all the tables together.
 */
final class TableCreator {
  private final URI endpoint;

  TableCreator(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** Creates the table; one that exists already is kept. */
  void create(TableDefinition table) {
    String refusal = post("CreateTable", table.createTable());
    if (!refusal.isEmpty() && !refusal.contains("ResourceInUseException")) {
      throw new EmulatorException("table " + table.name() + " is refused by DynamoDB: " + refusal);
    }
    if (refusal.isEmpty() && table.ttlAttribute() != null) {
      ObjectNode request = JsonNodeFactory.instance.objectNode().put("TableName", table.name());
      request
          .putObject("TimeToLiveSpecification")
          .put("Enabled", true)
          .put("AttributeName", table.ttlAttribute());
      post("UpdateTimeToLive", request);
    }
  }

  /** What DynamoDB objects to; empty if nothing. */
  private String post(String operation, JsonNode request) {
    try {
      var connection = (HttpURLConnection) endpoint.toURL().openConnection();
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
      connection.setRequestProperty("X-Amz-Target", "DynamoDB_20120810." + operation);
      // DynamoDB Local wants a signature's form and does not check it.
      connection.setRequestProperty(
          "Authorization",
          "AWS4-HMAC-SHA256 Credential=local/20200101/us-east-1/dynamodb/aws4_request,"
              + " SignedHeaders=host, Signature=0");
      connection.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
      if (connection.getResponseCode() == 200) {
        return "";
      }
      try (InputStream error = connection.getErrorStream()) {
        return new String(error.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new EmulatorException("DynamoDB does not answer at " + endpoint, e);
    }
  }
}
