package io.saasbricks.core.net;

import io.saasbricks.core.SaasException;
import org.jspecify.annotations.Nullable;

/** Another service did not answer, or not in time. */
public final class TransportException extends SaasException {
  private final boolean sent;

  /** A failure after which it is unknown whether the service acted on the request. */
  public TransportException(String message, @Nullable Throwable cause) {
    this(message, cause, true);
  }

  private TransportException(String message, @Nullable Throwable cause, boolean sent) {
    super(message, cause);
    this.sent = sent;
  }

  /** A failure before the first byte of the request was sent. */
  public static TransportException beforeSending(String message, @Nullable Throwable cause) {
    return new TransportException(message, cause, false);
  }

  /** Whether the service may have acted on the request: repeating it may do its work twice. */
  public boolean sent() {
    return sent;
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
