package io.saasbricks.metering.stripe;

import io.saasbricks.core.SaasException;
import io.saasbricks.core.json.JsonException;

/** Stripe refused a call, or answered it with something that cannot be read. */
public final class StripeException extends SaasException {
  private static final int OK = 200;

  private final int status;
  private final String type;
  private final String code;
  private final String description;
  private final boolean retryable;

  StripeException(int status, String type, String code, String description, boolean retryable) {
    super("Stripe answered " + status + " " + type + (code.isEmpty() ? "" : " " + code));
    this.status = status;
    this.type = type;
    this.code = code;
    this.description = description;
    this.retryable = retryable;
  }

  /** An answer that takes the call and yet is not what Stripe answers to it. */
  private StripeException(int status, boolean retryable, JsonException unreadable) {
    super("Stripe answered " + status + " with something unreadable", unreadable);
    this.status = status;
    this.type = "";
    this.code = "";
    this.description = unreadable.problem();
    this.retryable = retryable;
  }

  /** A body that is no JSON, such as a proxy's page: it may be Stripe's own the next time. */
  static StripeException notStripes(int status, JsonException unreadable) {
    return new StripeException(status, true, unreadable);
  }

  /** An object without what the caller needs of it; it would come again. */
  static StripeException unexpected(JsonException unreadable) {
    return new StripeException(OK, false, unreadable);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Such as {@code invalid_request_error}; empty if the answer was no error of Stripe's form. */
  public String type() {
    return type;
  }

  /** Such as {@code resource_missing}; empty if Stripe gave none. */
  public String code() {
    return code;
  }

  /** Stripe's message, which may quote what was sent; kept out of {@link #getMessage}. */
  public String description() {
    return description;
  }

  @Override
  public boolean retryable() {
    return retryable;
  }
}
