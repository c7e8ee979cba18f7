package io.saasbricks.auth;

import io.saasbricks.core.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets that sessions are signed with: one that signs, and while it is being replaced the one
 * before it, whose sessions stay good. Immutable.
 *
 * <p>To rotate, make a new secret the current one and the old one the previous, and drop the
 * previous when its last session has ended.
 */
public final class SessionSecrets {
  private final String currentId;
  private final Map<String, Secret> byId;

  private SessionSecrets(String currentId, Map<String, Secret> byId) {
    this.currentId = currentId;
    this.byId = byId;
  }

  /**
   * One secret.
   *
   * @param id names the secret in the tokens it signs: 1 to 32 characters of {@code [A-Za-z0-9_-]}
   * @param secret 32 random bytes in hexadecimal or base64url, as {@code openssl rand -hex 32}
   *     makes them
   * @throws IllegalArgumentException if the secret is shorter or holds other characters: a
   *     passphrase can be guessed from a single token
   */
  public static SessionSecrets of(String id, Secret secret) {
    return new SessionSecrets(
        id, Map.of(checkedId(id), RandomSecret.require("session secret " + id, secret)));
  }

  /** These secrets, also taking sessions that the previous secret signed. */
  public SessionSecrets acceptingPrevious(String id, Secret secret) {
    if (id.equals(currentId)) {
      throw new IllegalArgumentException("two session secrets have the id " + id);
    }
    Map<String, Secret> both = new LinkedHashMap<>();
    both.put(currentId, current());
    both.put(checkedId(id), RandomSecret.require("session secret " + id, secret));
    return new SessionSecrets(currentId, Map.copyOf(both));
  }

  private static String checkedId(String id) {
    if (!id.matches("[A-Za-z0-9_-]{1,32}")) {
      throw new IllegalArgumentException("a secret's id must match [A-Za-z0-9_-]{1,32}: " + id);
    }
    return id;
  }

  String currentId() {
    return currentId;
  }

  Secret current() {
    return find(currentId).orElseThrow();
  }

  Optional<Secret> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The ids only. */
  @Override
  public String toString() {
    return "SessionSecrets" + byId.keySet();
  }
}
