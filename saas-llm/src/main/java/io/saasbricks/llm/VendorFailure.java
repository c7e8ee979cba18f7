package io.saasbricks.llm;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.TransportException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what a vendor answers instead of an answer into an exception that says what may help. */
final class VendorFailure {
  private static final int LARGEST_BODY = 256 * 1024;
  private static final int OK = 200;

  private VendorFailure() {}

  /** The failure that a refused request's answer tells. */
  static ChatException of(ModelCard card, OutboundResponse response) {
    VendorError error = withHeaderCode(body(card, response), response);
    ChatException exception = exception(card, error, response.status());
    Optional<Duration> wait = error.retryAfter().or(() -> retryAfter(response));
    ChatException timed = wait.map(exception::after).orElse(exception);
    boolean never = response.header("x-should-retry").equals(Optional.of("false"));
    return never ? timed.unrepeatable() : timed;
  }

  /** The failure that an answer turned into while it was being written. */
  static ChatException within(ModelCard card, VendorError error) {
    return exception(card, error, OK).unrepeatable();
  }

  private static ChatException exception(ModelCard card, VendorError error, int status) {
    ChatFailure kind = error.kind(status);
    // Elsewhere a vendor's message may repeat a part of the key.
    String detail = kind == ChatFailure.INVALID ? ": " + error.message() : "";
    String message = card.id() + " answered " + status + " " + error.codes() + detail;
    return new ChatException(kind, message, null);
  }

  private static VendorError body(ModelCard card, OutboundResponse response) {
    try {
      JsonObject body = Json.object(response.bytes(LARGEST_BODY));
      return card.provider().format().wire().error(body);
    } catch (JsonException | TransportException e) {
      // A proxy's page, or no body at all: the status alone has to do.
      return VendorError.UNKNOWN;
    }
  }

  /** Amazon names the error in a header, followed by the address of its documentation. */
  private static VendorError withHeaderCode(VendorError error, OutboundResponse response) {
    Optional<String> type = response.header("x-amzn-errortype");
    if (type.isEmpty()) {
      return error;
    }
    List<String> codes = new ArrayList<>(error.codes());
    codes.add(type.get().split(":", 2)[0]);
    return new VendorError(codes, error.message(), error.retryAfter(), error.spent());
  }

  private static Optional<Duration> retryAfter(OutboundResponse response) {
    return response
        .header("retry-after-ms")
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofMillis(Long.parseLong(text)))
        .or(() -> response.header("retry-after").flatMap(text -> retryAfter(text, response)));
  }

  private static Optional<Duration> retryAfter(String text, OutboundResponse response) {
    if (text.matches("[0-9]{1,6}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    // A date is measured against the vendor's own clock.
    Optional<Instant> now = response.header("date").flatMap(VendorFailure::date);
    return date(text)
        .flatMap(then -> now.map(from -> Duration.between(from, then)))
        .filter(wait -> !wait.isNegative());
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
