package io.saasbricks.auth;

import static io.saasbricks.auth.GoogleSignIn.Expectation.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Secret;
import io.saasbricks.local.time.ManualTime;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleSignInTest {
  private static final KeyPair KEYS = Forge.KEYS;
  private static final KeyPair OTHER_KEYS = Forge.OTHER_KEYS;
  private static final long NOW = Lab.START.getEpochSecond();
  private static final String HEADER =
      """
      {"alg":"RS256","kid":"k1","typ":"JWT"}""";
  private static final String CLAIMS =
      """
      {"iss":"https://accounts.google.com","azp":"web.apps.example","aud":"web.apps.example",\
      "sub":"10769150350006150715","hd":"example.com","email":"ann@example.com",\
      "email_verified":true,"nonce":"n-0S6","name":"Ann","picture":"https://p.example/a",\
      "nbf":%d,"iat":%d,"exp":%d,"jti":"161803398"}"""
          .formatted(NOW, NOW, NOW + 3600);

  private final ManualTime time = new ManualTime(Lab.START);
  private final KeyServer server = new KeyServer().serving(KeyServer.jwk("k1", KEYS));
  private final GoogleSignIn google =
      GoogleSignIn.of(
          Set.of("web.apps.example", "ios.apps.example"),
          GoogleSignIn.GOOGLE_KEYS,
          server,
          time,
          time.nanos());

  @Test
  void aGenuineCredentialTellsWhoSignedIn() {
    assertThat(google.verify(credential(CLAIMS)))
        .isInstanceOfSatisfying(
            GoogleSignIn.Outcome.SignedIn.class,
            signedIn -> {
              GoogleUser user = signedIn.user();
              assertThat(user.subject()).isEqualTo("10769150350006150715");
              assertThat(user.userId()).isEqualTo("google_10769150350006150715");
              assertThat(user.email()).contains("ann@example.com");
              assertThat(user.name()).contains("Ann");
              assertThat(user.picture()).contains("https://p.example/a");
              assertThat(user.hostedDomain()).contains("example.com");
            });
  }

  @Test
  void aSecondCredentialCostsNoFetch() {
    google.verify(credential(CLAIMS));
    google.verify(credential(CLAIMS));

    assertThat(server.fetches).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          iss            | "accounts.google.com"                    | SIGNED_IN
          iss            | "https://accounts.google.com/"           | ISSUER
          iss            | "http://accounts.google.com"             | ISSUER
          iss            | "accounts.google.com.evil.example"       | ISSUER
          iss            | null                                     | CLAIMS
          aud            | "ios.apps.example"                       | SIGNED_IN
          aud            | ["web.apps.example","ios.apps.example"]  | SIGNED_IN
          aud            | "evil.apps.example"                      | AUDIENCE
          aud            | ["web.apps.example","evil.apps.example"] | AUDIENCE
          aud            | []                                       | AUDIENCE
          azp            | "ios.apps.example"                       | SIGNED_IN
          azp            | "evil.apps.example"                      | AUDIENCE
          sub            | ""                                       | CLAIMS
          sub            | null                                     | CLAIMS
          sub            | 10769150350006150715                     | CLAIMS
          sub            | "a b"                                    | CLAIMS
          sub            | "\\u00e9"                                | CLAIMS
          exp            | 1767225600                               | EXPIRED
          exp            | 1767225601                               | SIGNED_IN
          exp            | "1767229200"                             | CLAIMS
          exp            | 1767229200.5                             | CLAIMS
          exp            | null                                     | CLAIMS
          exp            | 1767312001                               | CLAIMS
          iat            | 1767225660                               | SIGNED_IN
          iat            | 1767225661                               | NOT_YET_VALID
          iat            | null                                     | CLAIMS
          nbf            | 1767225661                               | NOT_YET_VALID
          email_verified | "true"                                   | CLAIMS
          email_verified | 1                                        | CLAIMS
          """)
  void everyClaimIsHeldToItsRule(String claim, String value, String expected) {
    GoogleSignIn.Outcome outcome = google.verify(credential(set(claim, value)));

    assertThat(
            outcome instanceof GoogleSignIn.Outcome.Refused refused
                ? refused.reason().name()
                : "SIGNED_IN")
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "aud", "sub", "exp", "iat"})
  void noneOfTheseClaimsMayBeMissing(String claim) {
    assertThat(google.verify(credential(CLAIMS.replace("\"" + claim + "\"", "\"x\""))))
        .isInstanceOf(GoogleSignIn.Outcome.Refused.class);
  }

  @Test
  void anAddressThatGoogleHasNotVerifiedIsNotTold() {
    assertThat(email(set("email_verified", "false"))).isEmpty();
    assertThat(email(CLAIMS.replace("\"email_verified\":true,", ""))).isEmpty();
  }

  @Test
  void aNonceMustAnswerTheAttempt() {
    String credential = credential(CLAIMS);

    assertThat(google.verify(credential, NONE.withNonce("n-0S6")))
        .isInstanceOf(GoogleSignIn.Outcome.SignedIn.class);
    assertThat(google.verify(credential, NONE.withNonce("n-0S7")))
        .isEqualTo(new GoogleSignIn.Outcome.Refused(Refusal.NONCE));
    assertThat(google.verify(credential(CLAIMS.replace("nonce", "x")), NONE.withNonce("n-0S6")))
        .isEqualTo(new GoogleSignIn.Outcome.Refused(Refusal.NONCE));
  }

  @Test
  void aDomainIsRequiredByGooglesOwnClaimAndNotByTheAddress() {
    GoogleSignIn.Expectation domain = NONE.withHostedDomain("example.com");

    assertThat(google.verify(credential(CLAIMS), domain))
        .isInstanceOf(GoogleSignIn.Outcome.SignedIn.class);
    assertThat(google.verify(credential(CLAIMS.replace("\"hd\"", "\"x\"")), domain))
        .isEqualTo(new GoogleSignIn.Outcome.Refused(Refusal.DOMAIN));
    assertThat(google.verify(credential(set("hd", "\"example.com.evil.example\"")), domain))
        .isEqualTo(new GoogleSignIn.Outcome.Refused(Refusal.DOMAIN));
  }

  @Test
  void onlyRs256UnderAKnownKeyIsTaken() {
    String claims = CLAIMS;
    assertThat(reason(Forge.rs256(HEADER, claims, OTHER_KEYS.getPrivate())))
        .isEqualTo(Refusal.SIGNATURE);
    assertThat(reason(Forge.rs256(HEADER.replace("k1", "k2"), claims, KEYS.getPrivate())))
        .isEqualTo(Refusal.UNKNOWN);
    assertThat(reason(Forge.rs256(HEADER.replace("RS256", "RS384"), claims, KEYS.getPrivate())))
        .isEqualTo(Refusal.ALGORITHM);
    assertThat(reason(rs512())).isEqualTo(Refusal.SIGNATURE);
    assertThat(reason(hs256WithThePublicKey())).isEqualTo(Refusal.ALGORITHM);
    assertThat(reason(Forge.rs256(HEADER.replace("JWT", "at+jwt"), claims, KEYS.getPrivate())))
        .isEqualTo(Refusal.TOKEN_TYPE);
    assertThat(reason(credential(claims) + "=")).isEqualTo(Refusal.MALFORMED);
  }

  @Test
  void aSessionIsNoCredential() {
    Lab lab = Lab.inMemory();
    String session =
        lab.container()
            .sessions()
            .issue(lab.tenant, "google_1", Set.of(), Map.of())
            .token()
            .reveal();

    assertThat(reason(session)).isEqualTo(Refusal.ALGORITHM);
  }

  @Test
  void aCredentialIsNoSession() {
    assertThat(Lab.inMemory().container().sessions().verify(credential(CLAIMS)))
        .isEqualTo(Verification.refused(Refusal.ALGORITHM));
  }

  @Test
  void junkCausesNoFetch() {
    google.verify("junk");
    google.verify("a.b.c");

    assertThat(server.fetches).hasValue(0);
  }

  @Test
  void whenGoogleDoesNotAnswerItIsNotTheCredentialThatIsWrong() {
    server.goDown();
    assertThatThrownBy(() -> google.verify(credential(CLAIMS)))
        .isInstanceOf(KeysUnavailableException.class);
  }

  @Test
  void signInSurvivesAnOutageOfSixHours() {
    google.verify(credential(CLAIMS));
    server.goDown();
    time.advance(Duration.ofHours(7));
    long later = time.instant().getEpochSecond();
    String fresh =
        CLAIMS
            .replace("\"iat\":" + NOW, "\"iat\":" + later)
            .replace("\"exp\":" + (NOW + 3600), "\"exp\":" + (later + 3600));

    assertThat(google.verify(credential(fresh))).isInstanceOf(GoogleSignIn.Outcome.SignedIn.class);
  }

  @Test
  void aClientIdIsRequired() {
    assertThatThrownBy(
            () ->
                GoogleSignIn.of(
                    Set.of(), URI.create("https://k.example"), server, time, time.nanos()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Optional<String> email(String claims) {
    return ((GoogleSignIn.Outcome.SignedIn) google.verify(credential(claims))).user().email();
  }

  private Refusal reason(String credential) {
    return ((GoogleSignIn.Outcome.Refused) google.verify(credential)).reason();
  }

  private static String credential(String claims) {
    return Forge.rs256(HEADER, claims, KEYS.getPrivate());
  }

  private static String rs512() {
    return Forge.signed(
        "SHA512withRSA", Forge.base64(HEADER) + "." + Forge.base64(CLAIMS), KEYS.getPrivate());
  }

  private static String hs256WithThePublicKey() {
    Secret publicKey = Secret.of(Forge.base64(KEYS.getPublic().getEncoded()));
    return Forge.hs256(HEADER.replace("RS256", "HS256"), CLAIMS, publicKey);
  }

  private static String set(String claim, String value) {
    return CLAIMS.replaceFirst(
        "\"" + claim + "\":(\"[^\"]*\"|[0-9]+|true)",
        Matcher.quoteReplacement("\"" + claim + "\":" + value));
  }
}
