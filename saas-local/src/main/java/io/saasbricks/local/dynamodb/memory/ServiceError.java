package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** An answer of DynamoDB that refuses a request, with status 400. */
final class ServiceError extends RuntimeException {
  private static final String NAMESPACE = "com.amazonaws.dynamodb.v20120810#";

  private final String type;
  private final transient Map<String, JsonNode> details;

  private ServiceError(String type, String message, Map<String, JsonNode> details) {
    // Refusals are ordinary answers here, thousands a second: a stack trace would cost more than
    // the request.
    super(message, null, false, false);
    this.type = type;
    this.details = details;
  }

  static ServiceError of(String type, String message) {
    return new ServiceError(type, message, Map.of());
  }

  static ServiceError of(String type, String message, Map<String, JsonNode> details) {
    return new ServiceError(type, message, details);
  }

  static ServiceError validation(String message) {
    return of("ValidationException", message);
  }

  /** A request that is not what its protocol is made of; the words are ours. */
  static ServiceError unreadable(String message) {
    return of("SerializationException", message);
  }

  /** A member of the request that is wrong in itself. */
  static ServiceError constraint(Object value, String member, String constraint) {
    return validation(
        "Value " + value + " at '" + member + "' failed to satisfy constraint: " + constraint);
  }

  static ServiceError noTable() {
    return of("ResourceNotFoundException", "Cannot do operations on a non-existent table");
  }

  String type() {
    return type;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  ObjectNode json() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("__type", NAMESPACE + type);
    body.put("message", getMessage());
    body.setAll(details);
    return body;
  }
}
