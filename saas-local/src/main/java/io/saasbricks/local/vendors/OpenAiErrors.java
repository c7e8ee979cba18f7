package io.saasbricks.local.vendors;

import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import org.jspecify.annotations.Nullable;

/** The error answers of OpenAI and its imitators. */
final class OpenAiErrors {
  private OpenAiErrors() {}

  /** The usual error of a status. */
  static LocalResponse ofStatus(int status) {
    return switch (status) {
      case 401 -> unauthorized("invalid");
      case 402 ->
          error(402, "Insufficient Balance", "unknown_error", null, "invalid_request_error");
      case 429 ->
          error(429, "Rate limit reached", "requests", null, "rate_limit_exceeded")
              .with("retry-after", "1")
              .with("x-ratelimit-remaining-requests", "0")
              .with("x-ratelimit-reset-requests", "1s");
      case 500, 502, 504 ->
          error(
              status,
              "The server had an error while processing your request.",
              "server_error",
              null,
              null);
      case 503 ->
          error(503, "The server is overloaded", "server_error", null, "server_is_overloaded");
      default -> error(status, "Refused with " + status, "invalid_request_error", null, null);
    };
  }

  static LocalResponse unauthorized(String key) {
    return key.isBlank()
        ? error(401, "You didn't provide an API key.", "invalid_request_error", null, null)
        : error(
            401, "Incorrect API key provided.", "invalid_request_error", null, "invalid_api_key");
  }

  static LocalResponse unknownModel(String model) {
    String message = "The model `" + model + "` does not exist or you do not have access to it.";
    return error(404, message, "invalid_request_error", null, "model_not_found");
  }

  static LocalResponse unknownUrl(LocalRequest request) {
    String message = "Invalid URL (" + request.method() + " " + request.rawPath() + ")";
    return error(404, message, "invalid_request_error", null, null);
  }

  static LocalResponse tooFew(String parameter, int value) {
    return error(
        400,
        "Invalid '%s': integer below minimum value. Expected a value >= 1, but got %d instead."
            .formatted(parameter, value),
        "invalid_request_error",
        parameter,
        "integer_below_min_value");
  }

  static LocalResponse invalid(String message, String parameter) {
    return error(400, message, "invalid_request_error", parameter, null);
  }

  private static LocalResponse error(
      int status, String message, String type, @Nullable String parameter, @Nullable String code) {
    var body = Json.object();
    body.putObject("error")
        .put("message", message)
        .put("type", type)
        .put("param", parameter)
        .put("code", code);
    return Json.response(status, body);
  }
}
