package io.saasbricks.auth;

/**
 * Names of the {@link io.saasbricks.core.identity.Principal#claim claims} that this module sets.
 */
public final class Claim {
  /** Of an API key: the id that it shares with the keys it replaced and that replaced it. */
  public static final String KEY_GROUP = "keyGroup";

  /** Of an API key: {@code live} or {@code test}. */
  public static final String ENVIRONMENT = "environment";

  /** Of a session: its id. */
  public static final String SESSION_ID = "sessionId";

  /** Of a session: when it ends, in seconds since the epoch. */
  public static final String SESSION_EXPIRES_AT = "sessionExpiresAt";

  private Claim() {}
}
