package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /keys/{keyId}/rotate} and {@code DELETE /keys/{keyId}}. */
@ExtendWith(RunningBackend.class)
class KeyRouteTest {
  private static final String UNKNOWN = "key_0123456789abcdefghjkmnpqrs";

  @Test
  void rotatingIs200WithASuccessorBesideWhichTheKeyStaysGood(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    JsonObject old = person.newKey("chat");
    Chatbot.Answer answer = rotate(person, old, "{\"graceSeconds\":600}");
    assertThat(answer.status()).isEqualTo(200);
    JsonObject successor = answer.json();
    assertThat(successor.string("keyId")).isNotEqualTo(old.string("keyId"));
    assertThat(successor.strings("scopes")).containsExactly("chat");
    assertThat(successor.object("predecessor").string("keyId")).isEqualTo(old.string("keyId"));
    assertThat(left(successor)).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    assertThat(verify(chatbot, old)).isEqualTo(200);
    assertThat(verify(chatbot, successor)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}"})
  void theGraceIsADayUnlessTold(String body, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    JsonObject successor = rotate(person, person.newKey(), body).json();
    assertThat(left(successor)).isBetween(Duration.ofHours(23), Duration.ofHours(24));
  }

  @Test
  void withoutGraceTheKeyEndsAtOnce(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    JsonObject old = person.newKey();
    JsonObject successor = rotate(person, old, "{\"graceSeconds\":0}").json();
    assertThat(verify(chatbot, old)).isEqualTo(401);
    assertThat(verify(chatbot, successor)).isEqualTo(200);
    assertThat(person.get("/keys").items("status")).containsExactlyInAnyOrder("active", "expired");
  }

  @Test
  void ofSeveralWhoRotateAtOnceOneSucceedsAndTheOthersGet409(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    JsonObject key = person.newKey();
    List<CompletableFuture<Integer>> racing =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> rotate(person, key, "{}").status()))
            .limit(2)
            .toList();
    assertThat(racing.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 409);
    assertThat(person.get("/keys").items("keyId")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"graceSeconds\":-1}",
        "{\"graceSeconds\":2592001}",
        "{\"graceSeconds\":\"1\"}",
        "{\"graceSeconds\":1.5}"
      })
  void aWrongGraceIs400(String body, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    assertThat(rotate(person, person.newKey(), body).status()).isEqualTo(400);
    assertThat(person.get("/keys").items("keyId")).hasSize(1);
  }

  @Test
  void aRevokedKeyCannotBeRotated(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    JsonObject key = person.newKey();
    person.delete("/keys/" + key.string("keyId"));
    assertThat(rotate(person, key, "{}").status()).isEqualTo(409);
  }

  @Test
  void revokingIs204AlsoWhenRepeatedAndEndsTheKey(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    JsonObject key = person.newKey();
    assertThat(person.delete("/keys/" + key.string("keyId")).status()).isEqualTo(204);
    assertThat(person.delete("/keys/" + key.string("keyId")).status()).isEqualTo(204);
    assertThat(verify(chatbot, key)).isEqualTo(401);
  }

  @Test
  void anotherTenantsKeyLooksLikeOneThatDoesNotExist(Chatbot chatbot) {
    JsonObject foreign = chatbot.newPerson().newKey();
    Chatbot.Person person = chatbot.newPerson();
    String path = "/keys/" + foreign.string("keyId");
    assertThat(person.delete(path).status()).isEqualTo(404);
    assertThat(person.delete(path).withoutId())
        .isEqualTo(person.delete("/keys/" + UNKNOWN).withoutId());
    assertThat(person.post(path + "/rotate", "").status()).isEqualTo(404);
    assertThat(person.post(path + "/rotate", "").withoutId())
        .isEqualTo(person.post("/keys/" + UNKNOWN + "/rotate", "").withoutId());
    assertThat(verify(chatbot, foreign)).isEqualTo(200);
  }

  @Test
  void withoutACredentialItIs401(Chatbot chatbot) {
    assertThat(chatbot.post("/keys/" + UNKNOWN + "/rotate", "").status()).isEqualTo(401);
    assertThat(chatbot.send(chatbot.request("DELETE", "/keys/" + UNKNOWN, "")).status())
        .isEqualTo(401);
  }

  @Test
  void aKeyCanNeitherRotateNorRevokeItself(Chatbot chatbot) {
    JsonObject key = chatbot.newPerson().newKey();
    String path = "/keys/" + key.string("keyId");
    assertThat(chatbot.byKey(key.string("key"), "DELETE", path, "").status()).isEqualTo(403);
    assertThat(chatbot.byKey(key.string("key"), "POST", path + "/rotate", "").status())
        .isEqualTo(403);
    assertThat(verify(chatbot, key)).isEqualTo(200);
  }

  @Test
  void aKeyAndItsSuccessorShareOneLimit(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String body = "{\"name\":\"A\",\"environment\":\"live\",\"rateLimit\":2}";
    JsonObject old = person.post("/keys", body).json();
    assertThat(verify(chatbot, old)).isEqualTo(200);
    JsonObject successor = rotate(person, old, "").json();
    assertThat(verify(chatbot, successor)).isEqualTo(200);
    assertThat(verify(chatbot, old)).isEqualTo(429);
    assertThat(verify(chatbot, successor)).isEqualTo(429);
  }

  private static Chatbot.Answer rotate(Chatbot.Person person, JsonObject key, String body) {
    return person.post("/keys/" + key.string("keyId") + "/rotate", body);
  }

  private static Duration left(JsonObject successor) {
    String end = successor.object("predecessor").string("validUntil");
    return Duration.between(Instant.now(), Instant.parse(end));
  }

  private static int verify(Chatbot chatbot, JsonObject key) {
    return chatbot.byKey(key.string("key"), "GET", "/auth/verify", "").status();
  }
}
