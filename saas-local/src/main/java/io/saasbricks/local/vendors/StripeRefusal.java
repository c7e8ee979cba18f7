package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.LocalResponse;
import org.jspecify.annotations.Nullable;

/** A call that Stripe refuses. */
final class StripeRefusal extends RuntimeException {
  private final int status;
  private final @Nullable String code;
  private final @Nullable String parameter;

  private StripeRefusal(
      int status, String message, @Nullable String code, @Nullable String parameter) {
    super(message);
    this.status = status;
    this.code = code;
    this.parameter = parameter;
  }

  static StripeRefusal invalid(String message, String parameter) {
    return new StripeRefusal(400, message, null, parameter);
  }

  static StripeRefusal missing(String parameter) {
    String message = "Missing required param: " + parameter + ".";
    return new StripeRefusal(400, message, "parameter_missing", parameter);
  }

  static StripeRefusal notFound(String type, String id) {
    String message = "No such " + type + ": '" + id + "'";
    return new StripeRefusal(404, message, "resource_missing", "id");
  }

  LocalResponse response() {
    LocalResponse answer = error(status, "invalid_request_error", getMessage(), code, parameter);
    return status == 400 ? answer.with("stripe-should-retry", "false") : answer;
  }

  /** The usual error of a status. */
  static LocalResponse ofStatus(int status) {
    return switch (status) {
      case 401 -> error(401, "invalid_request_error", "Invalid API Key provided", null, null);
      case 429 ->
          error(429, "invalid_request_error", "Too many requests", "rate_limit", null)
              .with("stripe-should-retry", "true");
      default ->
          error(
              status,
              status < 500 ? "invalid_request_error" : "api_error",
              "Refused with " + status,
              null,
              null);
    };
  }

  static LocalResponse error(
      int status,
      String type,
      @Nullable String message,
      @Nullable String code,
      @Nullable String parameter) {
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error").put("type", type).put("message", message);
    if (code != null) {
      error.put("code", code).put("doc_url", "https://docs.stripe.com/error-codes/" + code);
    }
    if (parameter != null) {
      error.put("param", parameter);
    }
    return Json.response(status, body);
  }
}
