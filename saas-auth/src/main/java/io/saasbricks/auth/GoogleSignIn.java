package io.saasbricks.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.Transport;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Checks the credential that Google's sign-in button delivers: an OpenID Connect ID token.
 *
 * <p>Costs no request while Google's keys are known. They are kept as long as Google says and,
 * should Google not answer, a day longer. Safe for concurrent use.
 */
public final class GoogleSignIn {
  /** Where Google publishes the keys of its ID tokens. */
  public static final URI GOOGLE_KEYS = URI.create("https://www.googleapis.com/oauth2/v3/certs");

  /** Google uses both forms. */
  private static final Set<String> ISSUERS =
      Set.of("accounts.google.com", "https://accounts.google.com");

  private static final Duration LONGEST_LIFE = Duration.ofHours(24);

  private final TokenRules rules;
  private final Set<String> clientIds;
  private final RemoteKeys keys;
  private final InstantSource time;

  private GoogleSignIn(Set<String> clientIds, RemoteKeys keys, InstantSource time) {
    if (clientIds.isEmpty()) {
      throw new IllegalArgumentException("Google sign-in needs a client id to accept");
    }
    this.clientIds = Set.copyOf(clientIds);
    this.rules = new TokenRules(ISSUERS, this.clientIds, LONGEST_LIFE);
    this.keys = keys;
    this.time = time;
  }

  /**
   * Sign-in for these client ids.
   *
   * @param keys where the keys are fetched: {@link #GOOGLE_KEYS}, or a stand-in's in tests
   * @param nanoTime measures the time a fetch takes
   * @throws IllegalArgumentException if there is no client id, or the address of the keys is
   *     neither https nor this machine's own
   */
  public static GoogleSignIn of(
      Set<String> clientIds,
      URI keys,
      Transport transport,
      InstantSource time,
      LongSupplier nanoTime) {
    return new GoogleSignIn(clientIds, new RemoteKeys(keys, transport, time, nanoTime), time);
  }

  /** What became of a credential. */
  public sealed interface Outcome {
    /** It is good. */
    record SignedIn(GoogleUser user) implements Outcome {}

    /**
     * It is not.
     *
     * @param reason for logs, never for the caller
     */
    record Refused(Refusal reason) implements Outcome {}
  }

  /**
   * What a sign-in must show beyond being genuine. Immutable.
   *
   * @param nonce the one that the sign-in attempt was given; without it a credential is good as
   *     often as it is shown until it expires
   * @param hostedDomain the Workspace domain the account must belong to
   */
  public record Expectation(Optional<String> nonce, Optional<String> hostedDomain) {
    /** Nothing more. */
    public static final Expectation NONE = new Expectation(Optional.empty(), Optional.empty());

    /** This, and that the token answers the sign-in attempt that was given the nonce. */
    public Expectation withNonce(String expected) {
      return new Expectation(Optional.of(expected), hostedDomain);
    }

    /** This, and that the account belongs to that Workspace domain. */
    public Expectation withHostedDomain(String expected) {
      return new Expectation(nonce, Optional.of(expected));
    }
  }

  /**
   * Who the credential is about.
   *
   * @throws KeysUnavailableException if Google's keys are not known and cannot be fetched
   */
  public Outcome verify(String credential) {
    return verify(credential, Expectation.NONE);
  }

  /**
   * Who the credential is about, if it also meets the expectation.
   *
   * @throws KeysUnavailableException if Google's keys are not known and cannot be fetched
   */
  public Outcome verify(String credential, Expectation expectation) {
    return CompactJws.parse(credential)
        .map(jws -> verify(jws, expectation))
        .orElse(new Outcome.Refused(Refusal.MALFORMED));
  }

  private Outcome verify(CompactJws jws, Expectation expectation) {
    Optional<Refusal> refusal = signature(jws);
    if (refusal.isPresent()) {
      return new Outcome.Refused(refusal.get());
    }
    try {
      return jws.claims()
          .map(claims -> judge(claims, expectation))
          .orElse(new Outcome.Refused(Refusal.CLAIMS));
    } catch (IllegalArgumentException e) {
      // A claim that is missing or of a wrong type.
      return new Outcome.Refused(Refusal.CLAIMS);
    }
  }

  private Optional<Refusal> signature(CompactJws jws) {
    if (!jws.isSignedWith(JWSAlgorithm.RS256)) {
      return Optional.of(Refusal.ALGORITHM);
    }
    if (!jws.header("typ").equals(Optional.of("JWT"))) {
      return Optional.of(Refusal.TOKEN_TYPE);
    }
    Optional<RSAPublicKey> key = jws.header("kid").flatMap(keys::find);
    if (key.isEmpty()) {
      return Optional.of(Refusal.UNKNOWN);
    }
    return jws.signedBy(new RSASSAVerifier(key.get()))
        ? Optional.empty()
        : Optional.of(Refusal.SIGNATURE);
  }

  private Outcome judge(JsonObject claims, Expectation expectation) {
    Optional<Refusal> refusal =
        rules.refusal(claims, time.instant()).or(() -> unexpected(claims, expectation));
    return refusal.<Outcome>map(Outcome.Refused::new).orElseGet(() -> signedIn(claims));
  }

  private Optional<Refusal> unexpected(JsonObject claims, Expectation expectation) {
    if (!claims.optionalString("azp").map(clientIds::contains).orElse(true)) {
      return Optional.of(Refusal.AUDIENCE);
    }
    if (missed(expectation.nonce(), claims.optionalString("nonce"))) {
      return Optional.of(Refusal.NONCE);
    }
    // By Google's own claim: anyone may have an e-mail address that ends in a domain.
    return missed(expectation.hostedDomain(), claims.optionalString("hd"))
        ? Optional.of(Refusal.DOMAIN)
        : Optional.empty();
  }

  private static boolean missed(Optional<String> expected, Optional<String> claimed) {
    return expected.isPresent() && !expected.equals(claimed);
  }

  private static Outcome signedIn(JsonObject claims) {
    String subject = claims.string("sub");
    if (!subject.matches("[!-~]{1,255}")) {
      return new Outcome.Refused(Refusal.CLAIMS);
    }
    boolean verified = claims.optionalBool("email_verified").orElse(false);
    return new Outcome.SignedIn(
        new GoogleUser(
            subject,
            claims.optionalString("email").filter(email -> verified),
            claims.optionalString("name"),
            claims.optionalString("picture"),
            claims.optionalString("hd")));
  }
}
