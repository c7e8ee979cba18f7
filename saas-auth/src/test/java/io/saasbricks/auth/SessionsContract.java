package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What sessions do, over whichever database. */
abstract class SessionsContract {
  private static final Secret OTHER = Secret.of("fedcba9876543210".repeat(4));

  private Lab lab;
  private Lab.Container container;

  abstract Lab newLab();

  @BeforeEach
  void startContainer() {
    lab = newLab();
    container = lab.container();
  }

  @Test
  void aSessionSpeaksForItsUser() {
    IssuedSession session =
        container
            .sessions()
            .issue(lab.tenant, "google_1", Set.of("agents:read"), Map.of("email", "a@b.example"));

    assertThat(container.sessions().verify(session.token().reveal()))
        .isInstanceOfSatisfying(
            Verification.Accepted.class,
            accepted -> {
              Principal principal = accepted.principal();
              assertThat(principal.kind()).isEqualTo(Principal.Kind.SESSION);
              assertThat(principal.tenant()).isEqualTo(lab.tenant);
              assertThat(principal.subject()).isEqualTo("google_1");
              assertThat(principal.scopes()).containsExactly("agents:read");
              assertThat(principal.claim("email")).contains("a@b.example");
              assertThat(principal.claim(Claim.SESSION_ID)).contains(session.sessionId());
            });
    assertThat(session.expiresAt()).isEqualTo(Lab.START.plus(Duration.ofDays(7)));
  }

  @Test
  void aWarmSessionCostsNoRequestAndAColdOneThree() {
    String token = issue();

    assertThat(lab.requestsDuring(() -> container.sessions().verify(token))).isEqualTo(3);
    assertThat(lab.requestsDuring(() -> container.sessions().verify(token))).isZero();
  }

  @Test
  void aSessionEndsWithItsLifetime() {
    String token = issue();

    lab.time.advance(Duration.ofDays(7).minusMillis(1));
    assertThat(container.sessions().verify(token)).isInstanceOf(Verification.Accepted.class);
    lab.time.advance(Duration.ofMillis(1));
    assertThat(refusal(container, token)).isEqualTo(Refusal.EXPIRED);
  }

  @Test
  void anEndedSessionIsRefusedAndTheUsersOthersAreNot() {
    String ended = issue();
    String other = issue();

    container.sessions().end(principal(ended));

    assertThat(refusal(lab.container(), ended)).isEqualTo(Refusal.REVOKED);
    assertThat(lab.container().sessions().verify(other)).isInstanceOf(Verification.Accepted.class);
  }

  @Test
  void endingAUserEndsWhatTheyHaveButNotWhatTheyGetAfterwards() {
    String before = issue();
    container.revocations().endUser(lab.owner, "google_1");
    String after = issue();

    assertThat(refusal(lab.container(), before)).isEqualTo(Refusal.REVOKED);
    assertThat(lab.container().sessions().verify(after)).isInstanceOf(Verification.Accepted.class);
  }

  @Test
  void endingATenantEndsItsSessionsAndKeysButNotThoseOfOthers() {
    String session = issue();
    String key = container.createKey(lab.owner).plaintext().take();
    Principal stranger = Lab.owner(Lab.inMemory().tenant);
    String foreign = container.createKey(stranger).plaintext().take();

    container.revocations().endTenant(lab.owner);

    Lab.Container other = lab.container();
    assertThat(refusal(other, session)).isEqualTo(Refusal.REVOKED);
    assertThat(other.verify(key))
        .isInstanceOfSatisfying(
            Verification.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Refusal.REVOKED));
    assertThat(other.verify(foreign)).isInstanceOf(Verification.Accepted.class);
    assertThat(other.verify(container.createKey(lab.owner).plaintext().take()))
        .isInstanceOf(Verification.Accepted.class);
  }

  @Test
  void manyEndedSessionsOfAUserAreAllRemembered() {
    String token = issue();
    for (int i = 0; i < 30; i++) {
      container.sessions().end(principal(issue()));
    }
    assertThat(lab.container().sessions().verify(token)).isInstanceOf(Verification.Accepted.class);

    container.sessions().end(principal(token));

    assertThat(refusal(lab.container(), token)).isEqualTo(Refusal.REVOKED);
  }

  @Test
  void whileASecretIsReplacedSessionsOfBothAreGood() {
    String old = issue();
    SessionSecrets both = SessionSecrets.of("s2", OTHER).acceptingPrevious("s1", secret());
    SessionSecrets onlyNew = SessionSecrets.of("s2", OTHER);

    Lab.Container during = lab.container(KeyPolicy.of("acme"), () -> both);
    Lab.Container after = lab.container(KeyPolicy.of("acme"), () -> onlyNew);
    String renewed =
        during.sessions().issue(lab.tenant, "google_1", Set.of(), Map.of()).token().reveal();

    assertThat(during.sessions().verify(old)).isInstanceOf(Verification.Accepted.class);
    assertThat(during.sessions().verify(renewed)).isInstanceOf(Verification.Accepted.class);
    assertThat(after.sessions().verify(renewed)).isInstanceOf(Verification.Accepted.class);
    assertThat(refusal(after, old)).isEqualTo(Refusal.UNKNOWN);
    assertThat(refusal(container, renewed)).isEqualTo(Refusal.UNKNOWN);
  }

  @Test
  void whatWouldNotFitAHeaderIsNotIssued() {
    Map<String, String> much = Map.of("note", "x".repeat(8_000));
    for (String userId : new String[] {"", "u".repeat(201)}) {
      assertThatThrownBy(() -> container.sessions().issue(lab.tenant, userId, Set.of(), Map.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> container.sessions().issue(lab.tenant, "u", Set.of(), much))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyASessionCanBeEnded() {
    assertThatThrownBy(() -> container.sessions().end(lab.owner))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Secret secret() {
    return Lab.SECRETS.current();
  }

  private String issue() {
    return container.sessions().issue(lab.tenant, "google_1", Set.of(), Map.of()).token().reveal();
  }

  private Principal principal(String token) {
    return ((Verification.Accepted) container.sessions().verify(token)).principal();
  }

  private static Refusal refusal(Lab.Container container, String token) {
    return ((Verification.Refused) container.sessions().verify(token)).reason();
  }
}
