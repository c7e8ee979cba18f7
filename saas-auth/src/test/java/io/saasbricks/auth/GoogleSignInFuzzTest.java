package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.saasbricks.local.simulation.Corpus;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: credentials made by editing a good one, most of them signed again with Google's key.
 * Each is taken or refused, never by an exception; one that is taken says in plain Nimbus too who
 * it is of and for, and until when.
 */
public final class GoogleSignInFuzzTest {
  private static final String CLIENT = "web.apps.example";
  private static final Date NOW = Date.from(Lab.START);
  private static final String HEADER =
      """
      {"alg":"RS256","kid":"k1","typ":"JWT"}""";
  private static final String CLAIMS =
      """
      {"iss":"https://accounts.google.com","azp":"%s","aud":"%s","sub":"10769","email":"a@b.example",\
      "email_verified":true,"name":"Ann","iat":%d,"exp":%d}"""
          .formatted(
              CLIENT, CLIENT, Lab.START.getEpochSecond(), Lab.START.getEpochSecond() + 3_600);
  private static final Corpus TOKENS =
      Corpus.of(Forge.rs256(HEADER, CLAIMS, Forge.KEYS.getPrivate()));
  private static final Corpus HEADERS = Corpus.of(HEADER);
  private static final Corpus PAYLOADS =
      Corpus.of(
          CLAIMS, CLAIMS.replace("\"" + CLIENT + "\",\"sub\"", "[\"" + CLIENT + "\"],\"sub\""));
  private static final GoogleSignIn GOOGLE =
      GoogleSignIn.of(
          Set.of(CLIENT),
          GoogleSignIn.GOOGLE_KEYS,
          new KeyServer().serving(KeyServer.jwk("k1", Forge.KEYS)),
          InstantSource.fixed(Lab.START),
          () -> 0);

  /** Called by Jazzer; the first byte chooses what to edit. */
  public static void fuzzerTestOneInput(byte[] data) throws ParseException {
    check(token(data));
  }

  private static String token(byte[] data) {
    byte[] edits = Arrays.copyOfRange(data, Math.min(1, data.length), data.length);
    return switch (data.length == 0 ? 0 : data[0] & 3) {
      case 0 -> TOKENS.text(edits);
      case 1 -> Forge.rs256(HEADERS.text(edits), CLAIMS, Forge.KEYS.getPrivate());
      default -> Forge.rs256(HEADER, PAYLOADS.text(edits), Forge.KEYS.getPrivate());
    };
  }

  /** Whether the token was taken, after checking that it was right to be. */
  private static boolean check(String token) throws ParseException {
    if (!(GOOGLE.verify(token) instanceof GoogleSignIn.Outcome.SignedIn signedIn)) {
      return false;
    }
    JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
    assertThat(claims.getIssuer()).endsWith("accounts.google.com");
    assertThat(claims.getAudience()).isEqualTo(List.of(CLIENT));
    assertThat(claims.getExpirationTime()).isAfter(NOW);
    assertThat(signedIn.user().subject()).isEqualTo(claims.getSubject());
    boolean verified = Boolean.TRUE.equals(claims.getClaim("email_verified"));
    assertThat(signedIn.user().email().isPresent() && !verified).isFalse();
    return true;
  }

  @Test
  void uneditedCredentialsAreTaken() throws ParseException {
    for (byte choice = 0; choice < 4; choice++) {
      assertThat(check(token(new byte[] {choice}))).isTrue();
    }
  }

  @Test
  void aCredentialIsTakenOrRefused() {
    TOKENS.replay(GoogleSignInFuzzTest::fuzzerTestOneInput);
  }
}
