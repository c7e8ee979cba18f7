package io.saasbricks.auth;

import io.saasbricks.core.SaasException;
import org.jspecify.annotations.Nullable;

/** The keys of an identity provider could not be fetched, and none that are usable are known. */
public final class KeysUnavailableException extends SaasException {
  KeysUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
