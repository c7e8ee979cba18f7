package io.saasbricks.metering.stripe;

import io.saasbricks.core.SaasException;

/** Stripe refused a call. */
public final class StripeException extends SaasException {
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
