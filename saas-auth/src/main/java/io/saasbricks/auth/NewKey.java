package io.saasbricks.auth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a new API key shall be.
 *
 * @param name 1 to 100 characters, for its owner
 * @param scopes at most 50 words of {@code [a-z0-9:._-]}; a key may do only what they name
 * @param allowedAddresses at most 50; empty for anywhere
 * @param expiresAt empty for never
 */
public record NewKey(
    String name,
    KeyEnvironment environment,
    Set<String> scopes,
    List<CidrBlock> allowedAddresses,
    Optional<Instant> expiresAt) {
  private static final int LONGEST_NAME = 100;
  private static final int MOST = 50;

  /**
   * Checks name, scopes and numbers, and throws {@link IllegalArgumentException} if one is wrong.
   */
  public NewKey {
    if (name.isBlank() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
      throw new IllegalArgumentException("a key's name must have 1 to 100 characters");
    }
    scopes = Set.copyOf(scopes);
    allowedAddresses = List.copyOf(allowedAddresses);
    if (scopes.size() > MOST || allowedAddresses.size() > MOST) {
      throw new IllegalArgumentException("a key takes at most 50 scopes and 50 address blocks");
    }
    scopes.forEach(Scopes::requireWellFormed);
  }

  /** A key that never expires and may be used from anywhere. */
  public static NewKey of(String name, KeyEnvironment environment, Set<String> scopes) {
    return new NewKey(name, environment, scopes, List.of(), Optional.empty());
  }

  /** This key, ending then. */
  public NewKey expiringAt(Instant end) {
    return new NewKey(name, environment, scopes, allowedAddresses, Optional.of(end));
  }

  /** This key, to be used from these addresses only. */
  public NewKey allowedFrom(List<CidrBlock> addresses) {
    return new NewKey(name, environment, scopes, addresses, expiresAt);
  }
}
