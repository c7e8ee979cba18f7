package io.saasbricks.auth;

import io.saasbricks.core.Secret;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A secret that can be taken out once, to be shown to its owner. Printing it gives {@code ***}.
 * Safe for concurrent use: of several takers one succeeds.
 */
public final class OneShotSecret {
  private final AtomicReference<@Nullable Secret> secret;

  OneShotSecret(Secret secret) {
    this.secret = new AtomicReference<>(secret);
  }

  /**
   * The secret, which this object forgets.
   *
   * @throws IllegalStateException if it has been taken before
   */
  public String take() {
    Secret taken = secret.getAndSet(null);
    if (taken == null) {
      throw new IllegalStateException("the secret has been taken already");
    }
    return taken.reveal();
  }

  @Override
  public String toString() {
    return "***";
  }
}
