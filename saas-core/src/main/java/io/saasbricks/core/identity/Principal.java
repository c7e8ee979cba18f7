package io.saasbricks.core.identity;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A caller whose credential has been verified.
 *
 * <p>Only code that has just verified a credential creates one; from then on it is the sole source
 * of the tenant. {@code subject} is the user id, key id, resource id or job name, never a secret.
 *
 * @param kind how the caller proved who it is
 * @param tenant the tenant it acts for
 * @param subject the id of the user, key, public resource or job within the tenant
 * @param scopes what the caller may do; empty means no restriction for a {@link Kind#SESSION}
 * @param claims further verified facts by name, such as {@code email}
 */
public record Principal(
    Kind kind, TenantId tenant, String subject, Set<String> scopes, Map<String, String> claims) {

  /** How a caller proved who it is. */
  public enum Kind {
    /** A signed-in user with a session token. */
    SESSION,
    /** A program with an API key. */
    API_KEY,
    /** An anonymous visitor of a resource that its owner has made public. */
    VISITOR,
    /** A job of the system acting for one tenant. */
    SYSTEM
  }

  public Principal {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(tenant, "tenant");
    if (subject.isEmpty()) {
      throw new IllegalArgumentException("subject must not be empty");
    }
    scopes = Set.copyOf(scopes);
    claims = Map.copyOf(claims);
  }

  /** A principal without scopes or claims. */
  public static Principal of(Kind kind, TenantId tenant, String subject) {
    return new Principal(kind, tenant, subject, Set.of(), Map.of());
  }

  /** The verified fact of that name. */
  public Optional<String> claim(String name) {
    return Optional.ofNullable(claims.get(name));
  }

  /** The capability to reach this principal's tenant, and no other. */
  public TenantScope scope() {
    return new TenantScope(tenant);
  }
}
