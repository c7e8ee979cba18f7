package io.saasbricks.auth;

import java.util.Optional;

/**
 * Who signed in with Google.
 *
 * @param subject Google's id of the account: the only thing that never changes and is never reused
 * @param email only if Google has verified it
 * @param hostedDomain of a Workspace account
 */
public record GoogleUser(
    String subject,
    Optional<String> email,
    Optional<String> name,
    Optional<String> picture,
    Optional<String> hostedDomain) {

  /** The id of this user in the service: {@code google_<subject>}. */
  public String userId() {
    return "google_" + subject;
  }
}
