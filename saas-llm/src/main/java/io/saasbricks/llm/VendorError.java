package io.saasbricks.llm;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a vendor says went wrong.
 *
 * @param codes all codes, types, states and reasons in lower case, not the message
 * @param message the vendor's words, at most 200 characters of them
 * @param retryAfter how long to wait, if the body tells
 * @param spent whether a quota is used up that waiting a little will not refill
 */
record VendorError(
    List<String> codes, String message, Optional<Duration> retryAfter, boolean spent) {
  static final VendorError UNKNOWN = of(List.of(), "");

  private static final Set<String> DENIED =
      Set.of(
          "insufficient_quota",
          "credit_balance_exhausted",
          "billing_hard_limit_reached",
          "billing_not_active",
          "billing_error",
          "account_deactivated",
          "api_key_invalid",
          "invalid_api_key",
          "authentication_error",
          "permission_error",
          "accessdeniedexception",
          "unrecognizedclientexception",
          "expiredtokenexception");
  private static final Set<String> TOO_LONG =
      Set.of("context_length_exceeded", "request_too_large", "string_above_max_length");
  private static final Set<String> GONE =
      Set.of("model_not_found", "not_found_error", "resourcenotfoundexception", "not_found");
  private static final Set<String> LIMITED =
      Set.of("rate_limit_error", "rate_limit_exceeded", "slow_down", "throttlingexception");
  private static final Set<String> INVALID =
      Set.of("invalid_request_error", "validationexception", "invalid_argument");
  private static final int FIRST_ERROR = 400;
  private static final int LONGEST_MESSAGE = 200;

  VendorError {
    codes = codes.stream().map(code -> code.toLowerCase(Locale.ROOT)).toList();
    message = message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
  }

  static VendorError of(List<String> codes, String message) {
    return new VendorError(codes, message, Optional.empty(), false);
  }

  /*
   * Codes come before the status: vendors report bad keys as 400 and empty accounts as 429. A
   * status below 400 is that of an answer which turned into an error while it was being written.
   */
  ChatFailure kind(int status) {
    if (spent || has(DENIED)) {
      return ChatFailure.DENIED;
    }
    if (has(TOO_LONG)) {
      return ChatFailure.TOO_LONG;
    }
    if (has(LIMITED)) {
      return ChatFailure.RATE_LIMITED;
    }
    return status < FIRST_ERROR ? kindByCode() : kindByStatus(status);
  }

  private ChatFailure kindByCode() {
    if (has(GONE)) {
      return ChatFailure.MODEL_GONE;
    }
    return has(INVALID) ? ChatFailure.INVALID : ChatFailure.OVERLOADED;
  }

  private static ChatFailure kindByStatus(int status) {
    return switch (status) {
      case 401, 402, 403 -> ChatFailure.DENIED;
      case 404, 410 -> ChatFailure.MODEL_GONE;
      case 413 -> ChatFailure.TOO_LONG;
      case 429 -> ChatFailure.RATE_LIMITED;
      // Bedrock's 424: the model failed while it worked on the request.
      case 408, 409, 424 -> ChatFailure.OVERLOADED;
      default -> status < 500 ? ChatFailure.INVALID : ChatFailure.OVERLOADED;
    };
  }

  private boolean has(Set<String> known) {
    return codes.stream().anyMatch(known::contains);
  }
}
