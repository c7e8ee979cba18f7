package io.saasbricks.core.net;

import io.saasbricks.core.SaasException;
import org.jspecify.annotations.Nullable;

/** Another service did not answer, or not in time. Whether it acted on the request is unknown. */
public final class TransportException extends SaasException {
  public TransportException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
