package io.saasbricks.auth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An API key as its owner sees it; its text is not among what is kept.
 *
 * @param keyId names the key everywhere; random, and unrelated to the text
 * @param keyGroup the same for a key and its successors, so that they share one limit and one quota
 * @param hint how the key starts, to be recognised by
 * @param allowedAddresses where the key may be used from; empty for anywhere
 * @param createdBy the id of the user, key or job that made it
 * @param expiresAt when it ends, be it by its own expiry or after its rotation
 * @param lastUsedAt to about five minutes
 * @param successor the key that replaced it
 */
public record ApiKey(
    String keyId,
    String keyGroup,
    String name,
    KeyEnvironment environment,
    String hint,
    Set<String> scopes,
    List<CidrBlock> allowedAddresses,
    Status status,
    Instant createdAt,
    String createdBy,
    Optional<Instant> expiresAt,
    Optional<Instant> lastUsedAt,
    Optional<String> successor) {

  /** What the owner made of a key; expiry comes on top. */
  public enum Status {
    ACTIVE,
    /** Off until it is enabled again. */
    DISABLED,
    /** Off for good. */
    REVOKED
  }

  public ApiKey {
    scopes = Set.copyOf(scopes);
    allowedAddresses = List.copyOf(allowedAddresses);
  }

  /** Whether the key is past its end. */
  public boolean expired(Instant now) {
    return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
  }
}
