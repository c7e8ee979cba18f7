package io.saasbricks.auth;

/**
 * Why a credential was refused: for logs and audit. The caller is told only that it was.
 *
 * <p>A store or key set that does not answer is no refusal but an exception, and 503 to the caller:
 * nobody should throw a good credential away because a service was down.
 */
public enum Refusal {
  /** None was given. */
  NO_CREDENTIAL,
  /** Not of the exact form; decided without looking anything up. */
  MALFORMED,
  /** An API key whose checksum is wrong: mistyped, cut off or made up. */
  CHECKSUM,
  /** A test key where live ones are expected, or the reverse. */
  ENVIRONMENT,
  /** No such API key, or a token signed under a key id that is not known. */
  UNKNOWN,
  /** An API key that is switched off for now. */
  DISABLED,
  /** Revoked itself, or with its user or tenant. */
  REVOKED,
  /** Past its expiry, or past the grace period after its rotation. */
  EXPIRED,
  /** An API key used from an address outside its allow-list. */
  ADDRESS,
  /** A token that names another algorithm than its key's. */
  ALGORITHM,
  /** A token of another kind, such as an ID token in place of a session. */
  TOKEN_TYPE,
  /** A token whose signature is wrong. */
  SIGNATURE,
  /** A token that lacks a claim, or has one of a wrong type or range. */
  CLAIMS,
  /** A token of another issuer. */
  ISSUER,
  /** A token made for somebody else. */
  AUDIENCE,
  /** A token from the future. */
  NOT_YET_VALID,
  /** An ID token of an account outside the required domain. */
  DOMAIN,
  /** An ID token that does not answer this sign-in attempt. */
  NONCE
}
