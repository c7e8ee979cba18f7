package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Secret;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.table.PageRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must never be shown; {@link SecretWatch} looks for the same in all other tests. */
class SecrecyTest {
  private final Lab lab = Lab.inMemory();
  private final Lab.Container container = lab.container();

  @Test
  void theWatchKnowsASecretWhenItSeesOne() {
    String key = container.createKey(lab.owner).plaintext().take();
    String token = container.sessions().issue(lab.tenant, "a", Set.of(), Map.of()).token().reveal();

    assertThat(SecretWatch.secretsIn("key=" + key + ", x")).containsExactly(key);
    assertThat(SecretWatch.secretsIn("Bearer " + token)).containsExactly(token);
    assertThat(SecretWatch.secretsIn(container.toString())).isEmpty();
  }

  @Test
  void theWatchSeesWhatIsLoggedAndWhatIsThrown() {
    String key = container.createKey(lab.owner).plaintext().take();
    Logger log = LoggerFactory.getLogger("test");

    log.trace("verified {}", key);
    log.atDebug().addKeyValue("key", key).log("verified");
    log.warn("failed", new IllegalStateException("no such key: " + key));

    assertThat(SecretWatch.found()).hasSize(3).allMatch(event -> event.contains(key));
  }

  @Test
  void nothingThatIsMadeOrKeptShowsASecretWhenPrinted() {
    CreatedKey created = container.createKey(lab.owner);
    String key = created.plaintext().take();
    IssuedSession session = container.sessions().issue(lab.tenant, "a", Set.of(), Map.of());
    CreatedKey untouched = container.createKey(lab.owner);
    Object[] printed = {
      created,
      untouched,
      session,
      Lab.SECRETS,
      Pepper.of("p1", Secret.of("a1".repeat(32))),
      container.verify(key),
      container.sessions().verify(session.token().reveal()),
      container.keys().list(lab.owner.scope(), PageRequest.first(10)),
      AuditLog.of(lab.table(), lab.time).entries(lab.owner.scope(), PageRequest.first(10)),
      container.keys().rotate(lab.owner, created.key().keyId(), Duration.ZERO)
    };

    for (Object object : printed) {
      assertThat(SecretWatch.secretsIn(object.toString())).isEmpty();
    }
    assertThat(untouched.toString()).doesNotContain(untouched.plaintext().take());
  }

  @Test
  void aCodeIsNeitherLoggedNorStored() {
    OneTimeCodes codes = OneTimeCodes.of(lab.table(), lab.time);
    String code = codes.issue("sign-in", "ann@example.com").reveal();
    SecretWatch.name(code);

    assertThat(codes.redeem("sign-in", "ann@example.com", code))
        .isEqualTo(OneTimeCodes.Redemption.ACCEPTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "correct horse battery staple correct horse battery staple"})
  void aSecretThatIsRefusedIsNotQuoted(String weak) {
    assertThatThrownBy(() -> SessionSecrets.of("s1", Secret.of(weak)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("s1")
        .message()
        .doesNotContain(weak);
    assertThatThrownBy(() -> Pepper.of("p1", Secret.of(weak)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain(weak);
  }

  @Test
  void aRefusedCredentialIsLoggedByItsReasonAlone() {
    String key = container.createKey(lab.owner).plaintext().take();
    String mistyped = key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0");
    SecretWatch.name(mistyped);

    Handler handler =
        ((Handler) request -> HttpResponse.empty(204))
            .behind(Authenticate.by(container.sessions(), container.keys()));
    HttpResponse answer = Requests.answer(handler, Requests.with("x-api-key", mistyped));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain(mistyped);
  }
}
