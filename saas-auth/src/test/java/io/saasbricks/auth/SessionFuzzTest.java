package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.local.simulation.Corpus;
import java.text.ParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: tokens made by editing a good one, most of them signed again with the right secret.
 * What we accept, plain Nimbus must accept too and read alike, and it must be spelled canonically.
 */
public final class SessionFuzzTest {
  private static final Lab LAB = Lab.direct();
  private static final Sessions SESSIONS = LAB.container().sessions();

  private static final String[] GOOD =
      SESSIONS
          .issue(LAB.tenant, "google_1", Set.of("agents:read"), Map.of("email", "a@b.example"))
          .token()
          .reveal()
          .split("\\.", -1);
  private static final Corpus TOKEN = Corpus.of(String.join(".", GOOD));
  private static final Corpus HEADER = Corpus.of(GOOD[0]);
  private static final Corpus PAYLOAD = Corpus.of(GOOD[1]);
  private static final Corpus HEADER_JSON = Corpus.of(decoded(GOOD[0]));
  private static final Corpus PAYLOAD_JSON = Corpus.of(decoded(GOOD[1]));

  /** Called by Jazzer; the bytes are a choice of what to edit, and the edits. */
  public static void fuzzerTestOneInput(byte[] data) {
    check(token(data));
  }

  /** Whether the token was accepted, after checking that it was right to be. */
  private static boolean check(String token) {
    if (!(SESSIONS.verify(token) instanceof Verification.Accepted accepted)) {
      return false;
    }
    for (String segment : token.split("\\.", -1)) {
      String canonical = Forge.base64(Base64.getUrlDecoder().decode(segment));
      require(segment.equals(canonical), "spelled otherwise: " + token);
    }
    require(matches(accepted.principal(), asNimbusReads(token)), "read otherwise: " + token);
    return true;
  }

  private static String token(byte[] data) {
    int choice = data.length == 0 ? 0 : data[0] & 7;
    byte[] edits = data.length == 0 ? data : Arrays.copyOfRange(data, 1, data.length);
    return switch (choice) {
      case 0 -> TOKEN.text(edits);
      case 1 -> signed(HEADER.text(edits), GOOD[1]);
      case 2 -> signed(GOOD[0], PAYLOAD.text(edits));
      case 3, 4 -> signed(Forge.base64(HEADER_JSON.bytes(edits)), GOOD[1]);
      default -> signed(GOOD[0], Forge.base64(PAYLOAD_JSON.bytes(edits)));
    };
  }

  private static byte[] decoded(String segment) {
    return Base64.getUrlDecoder().decode(segment);
  }

  private static String signed(String header, String payload) {
    return Forge.hs256Segments(header, payload, Lab.SECRETS.current());
  }

  private static JWTClaimsSet asNimbusReads(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      new DefaultJOSEObjectTypeVerifier<SecurityContext>(new JOSEObjectType(Sessions.TYPE))
          .verify(jwt.getHeader().getType(), null);
      require(jwt.verify(new MACVerifier(Lab.SECRETS.current().bytes())), "not signed: " + token);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      new AtStart().verify(claims, null);
      return claims;
    } catch (ParseException | JOSEException | BadJOSEException e) {
      throw new AssertionError("Nimbus refuses what we accept: " + token, e);
    }
  }

  private static boolean matches(Principal principal, JWTClaimsSet claims) {
    return principal.subject().equals(claims.getSubject())
        && principal.tenant().value().equals(claims.getClaim("tenant"))
        && principal.claim(Claim.SESSION_ID).orElseThrow().equals(claims.getJWTID())
        && Scopes.split((String) claims.getClaim("scope")).equals(principal.scopes());
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new AssertionError(message);
    }
  }

  @Test
  void nothingIsAcceptedThatNimbusRefusesOrReadsOtherwise() {
    AtomicInteger accepted = new AtomicInteger();
    TOKEN.replay(data -> accepted.addAndGet(check(token(data)) ? 1 : 0));

    // Some edits must leave the token good, or the test would prove nothing.
    assertThat(accepted).hasPositiveValue();
  }

  @Test
  void anUneditedTokenIsAcceptedInEveryForm() {
    for (byte choice = 0; choice < 8; choice++) {
      assertThat(check(token(new byte[] {choice}))).isTrue();
    }
  }

  /** Nimbus's own rules, at the time of the tests. */
  private static final class AtStart extends DefaultJWTClaimsVerifier<SecurityContext> {
    AtStart() {
      super(
          Lab.POLICY.audience(),
          new JWTClaimsSet.Builder().issuer(Lab.POLICY.issuer()).build(),
          Set.of("exp", "iat", "sub", "jti"));
    }

    @Override
    protected Date currentTime() {
      return Date.from(LAB.time.instant().truncatedTo(ChronoUnit.SECONDS));
    }
  }
}
