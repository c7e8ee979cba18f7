package io.saasbricks.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Sessions of signed-in users: tokens signed with HMAC-SHA-256, good for days, and yet ended within
 * {@link Revocations#BOUND} wherever they are shown.
 *
 * <p>A token is accepted only in the one spelling it was issued in. Whether it has been ended is
 * answered from memory for as long as {@link Revocations} vouches for it. Safe for concurrent use.
 */
public final class Sessions {
  /** No ID token, and no token of another product, passes for a session. */
  static final String TYPE = "session+jwt";

  private static final int LONGEST_USER_ID = 200;
  private static final JOSEObjectType JOSE_TYPE = new JOSEObjectType(TYPE);

  private final SessionPolicy policy;
  private final Supplier<SessionSecrets> secrets;
  private final Revocations revocations;
  private final InstantSource time;
  private final RandomGenerator random;

  Sessions(
      SessionPolicy policy,
      Supplier<SessionSecrets> secrets,
      Revocations revocations,
      InstantSource time,
      RandomGenerator random) {
    this.policy = policy;
    this.secrets = secrets;
    this.revocations = revocations;
    this.time = time;
    this.random = random;
  }

  /**
   * Sessions of that policy.
   *
   * @param secrets asked at every use, so that a rotated secret is picked up; should answer from
   *     memory
   */
  public static Sessions of(
      SessionPolicy policy,
      Supplier<SessionSecrets> secrets,
      Revocations revocations,
      InstantSource time) {
    return new Sessions(policy, secrets, revocations, time, new SecureRandom());
  }

  /**
   * Begins a session of the user. Two reads.
   *
   * @param userId 1 to 200 characters
   * @param scopes what the session may do; empty for everything its user may
   * @param claims further facts for {@link Principal#claim}, such as {@code email}; the holder can
   *     read them
   * @throws IllegalArgumentException if the token would be longer than 8,192 characters
   */
  public IssuedSession issue(
      TenantId tenant, String userId, Set<String> scopes, Map<String, String> claims) {
    if (userId.isEmpty() || userId.length() > LONGEST_USER_ID) {
      throw new IllegalArgumentException("a user id has 1 to 200 characters: " + userId);
    }
    Instant now = time.instant();
    Instant end = now.plus(policy.lifetime());
    String sessionId = TimeOrderedId.at(now, random);
    JsonObject payload =
        JsonObject.builder()
            .put("iss", policy.issuer())
            .put("aud", policy.audience())
            .put("sub", userId)
            .put("jti", sessionId)
            .put("iat", now.getEpochSecond())
            .put("exp", end.getEpochSecond())
            .put("tenant", tenant.value())
            .put("generations", revocations.generationsNow(tenant, userId).toJson())
            .put("scope", Scopes.join(scopes))
            .put("claims", claims)
            .build();
    return new IssuedSession(sessionId, sign(payload), Instant.ofEpochSecond(end.getEpochSecond()));
  }

  private Secret sign(JsonObject payload) {
    SessionSecrets now = secrets.get();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSE_TYPE).keyID(now.currentId()).build();
    JWSObject jws = new JWSObject(header, new Payload(Json.bytes(payload)));
    try {
      jws.sign(new MACSigner(now.current().bytes()));
    } catch (JOSEException e) {
      throw new IllegalStateException("HMAC-SHA-256 failed", e);
    }
    String token = jws.serialize();
    if (token.length() > CompactJws.LONGEST) {
      throw new IllegalArgumentException("a session must fit a header: " + token.length());
    }
    return Secret.of(token);
  }

  /**
   * Who the session speaks for.
   *
   * <p>No request while its user and tenant are known and vouched for; else one read for each, and
   * at most one per five seconds for the revocations.
   *
   * @throws io.saasbricks.core.table.StoreUnavailableException if it cannot be told now
   */
  public Verification verify(String token) {
    return CompactJws.parse(token)
        .map(jws -> signature(jws).map(Verification::refused).orElseGet(() -> claims(jws)))
        .orElse(Verification.refused(Refusal.MALFORMED));
  }

  private Optional<Refusal> signature(CompactJws jws) {
    if (!jws.isSignedWith(JWSAlgorithm.HS256)) {
      return Optional.of(Refusal.ALGORITHM);
    }
    if (!jws.header("typ").equals(Optional.of(TYPE))) {
      return Optional.of(Refusal.TOKEN_TYPE);
    }
    Optional<Secret> secret = jws.header("kid").flatMap(secrets.get()::find);
    if (secret.isEmpty()) {
      return Optional.of(Refusal.UNKNOWN);
    }
    return jws.signedBy(verifier(secret.get())) ? Optional.empty() : Optional.of(Refusal.SIGNATURE);
  }

  private static MACVerifier verifier(Secret secret) {
    try {
      return new MACVerifier(secret.bytes());
    } catch (JOSEException e) {
      throw new IllegalStateException("the secret's length has been checked", e);
    }
  }

  private Verification claims(CompactJws jws) {
    try {
      return jws.claims().map(this::judge).orElse(Verification.refused(Refusal.CLAIMS));
    } catch (IllegalArgumentException e) {
      // A claim that is missing or of a wrong type, or a tenant id that is none.
      return Verification.refused(Refusal.CLAIMS);
    }
  }

  private Verification judge(JsonObject claims) {
    String sessionId = claims.string("jti");
    Optional<Refusal> refusal =
        new TokenRules(Set.of(policy.issuer()), Set.of(policy.audience()), SessionPolicy.LONGEST)
            .refusal(claims, time.instant());
    if (refusal.isPresent()) {
      return Verification.refused(refusal.get(), sessionId);
    }
    Principal principal = principal(claims);
    Revocations.Generations madeIn = Revocations.Generations.fromJson(claims.object("generations"));
    return revocations.ended(principal.tenant(), principal.subject(), sessionId, madeIn)
        ? Verification.refused(Refusal.REVOKED, sessionId)
        : new Verification.Accepted(principal);
  }

  private static Principal principal(JsonObject claims) {
    Map<String, String> facts = new HashMap<>();
    JsonObject further = claims.object("claims");
    further.members().keySet().forEach(name -> facts.put(name, further.string(name)));
    facts.put(Claim.SESSION_ID, claims.string("jti"));
    facts.put(Claim.SESSION_EXPIRES_AT, Long.toString(claims.number("exp")));
    return new Principal(
        Principal.Kind.SESSION,
        new TenantId(claims.string("tenant")),
        claims.string("sub"),
        Scopes.split(claims.string("scope")),
        facts);
  }

  /**
   * Ends a session, as at sign-out; every container refuses it within {@link Revocations#BOUND}.
   * One transaction of three writes.
   *
   * @throws IllegalArgumentException if the principal is no session
   */
  public void end(Principal session) {
    String sessionId = session.claim(Claim.SESSION_ID).orElseThrow(Sessions::noSession);
    String expiresAt = session.claim(Claim.SESSION_EXPIRES_AT).orElseThrow(Sessions::noSession);
    revocations.endSession(
        session.tenant(),
        session.subject(),
        sessionId,
        Instant.ofEpochSecond(Long.parseLong(expiresAt)));
  }

  private static IllegalArgumentException noSession() {
    return new IllegalArgumentException("the principal is no session");
  }
}
