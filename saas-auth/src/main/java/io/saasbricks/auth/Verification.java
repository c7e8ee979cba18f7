package io.saasbricks.auth;

import io.saasbricks.core.identity.Principal;
import java.util.Optional;

/**
 * What became of a credential. A refusal is a value; that nothing can be told now is an exception.
 * Immutable.
 */
public sealed interface Verification {
  /** It is good. */
  record Accepted(Principal principal) implements Verification {}

  /**
   * It is not.
   *
   * @param reason for logs, never for the caller
   * @param credentialId the id of the key or session, where the credential named a real one
   */
  record Refused(Refusal reason, Optional<String> credentialId) implements Verification {}

  /** A refusal of a credential whose id is not known. */
  static Verification refused(Refusal reason) {
    return new Refused(reason, Optional.empty());
  }

  /** A refusal of the key or session of that id. */
  static Verification refused(Refusal reason, String credentialId) {
    return new Refused(reason, Optional.of(credentialId));
  }
}
