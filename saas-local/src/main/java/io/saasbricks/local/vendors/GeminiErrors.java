package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.LocalResponse;

/** Gemini's error answers. */
final class GeminiErrors {
  private static final String TYPE = "type.googleapis.com/google.rpc.";

  private GeminiErrors() {}

  /** The usual error of a status. */
  static LocalResponse ofStatus(int status) {
    return switch (status) {
      case 400 -> invalidKey();
      case 401 -> error(401, "Request had invalid authentication credentials.", "UNAUTHENTICATED");
      case 403 -> missingKey();
      case 404 -> notFound();
      case 429 -> quota();
      case 500 -> error(500, "An internal error has occurred.", "INTERNAL");
      case 503 -> error(503, "The model is overloaded. Please try again later.", "UNAVAILABLE");
      case 504 -> error(504, "The request timed out.", "DEADLINE_EXCEEDED");
      default -> error(status, "Refused with " + status, "UNKNOWN");
    };
  }

  static LocalResponse notFound() {
    return error(404, "Requested entity was not found.", "NOT_FOUND");
  }

  static LocalResponse missingKey() {
    return error(
        403,
        "Method doesn't allow unregistered callers (callers without established identity).",
        "PERMISSION_DENIED");
  }

  static LocalResponse invalidKey() {
    ObjectNode body =
        body(400, "API key not valid. Please pass a valid API key.", "INVALID_ARGUMENT");
    detail(body, "ErrorInfo").put("reason", "API_KEY_INVALID").put("domain", "googleapis.com");
    return Json.response(400, body);
  }

  static LocalResponse unknownModel(String model) {
    return error(
        404,
        "models/" + model + " is not found for API version v1beta, or is not supported.",
        "NOT_FOUND");
  }

  static LocalResponse missingContents() {
    return error(
        400, "* GenerateContentRequest.contents: contents is not specified", "INVALID_ARGUMENT");
  }

  static LocalResponse noTokens() {
    return error(
        400,
        "* GenerateContentRequest.generation_config.max_output_tokens: must be positive",
        "INVALID_ARGUMENT");
  }

  private static LocalResponse error(int status, String message, String code) {
    return Json.response(status, body(status, message, code));
  }

  private static LocalResponse quota() {
    ObjectNode body = body(429, "You exceeded your current quota.", "RESOURCE_EXHAUSTED");
    detail(body, "RetryInfo").put("retryDelay", "1s");
    return Json.response(429, body);
  }

  private static ObjectNode body(int status, String message, String code) {
    ObjectNode body = Json.object();
    body.putObject("error").put("code", status).put("message", message).put("status", code);
    return body;
  }

  private static ObjectNode detail(ObjectNode body, String type) {
    ObjectNode error = (ObjectNode) body.path("error");
    return error.withArray("details").addObject().put("@type", TYPE + type);
  }
}
