package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /keys} and {@code GET /keys}. */
@ExtendWith(RunningBackend.class)
class KeysRouteTest {
  @Test
  void creatingIs201WithTheKey(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String expiresAt = Instant.now().plus(Duration.ofDays(30)).toString();
    Chatbot.Answer answer =
        person.post(
            "/keys",
            """
            {"name": "Till", "environment": "test", "scopes": ["chat", "agents:read"],
             "allowedCidrs": ["203.0.113.0/24", "2001:db8::1"], "expiresAt": "%s"}
            """
                .formatted(expiresAt));
    assertThat(answer.status()).isEqualTo(201);
    JsonObject key = answer.json();
    assertThat(key.string("key")).matches("chatbot_test_[0-9A-Za-z]{38}");
    assertThat(key.string("keyId")).startsWith("key_");
    assertThat(key.string("name")).isEqualTo("Till");
    assertThat(key.string("environment")).isEqualTo("test");
    assertThat(key.strings("scopes")).containsExactly("agents:read", "chat");
    assertThat(key.strings("allowedCidrs")).containsExactly("203.0.113.0/24", "2001:db8::1");
    assertThat(key.string("status")).isEqualTo("active");
    assertThat(key.string("expiresAt")).isEqualTo(expiresAt);
    assertThat(key.string("key")).startsWith(key.string("hint"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "test"})
  void aKeyIsGoodAtOnceAndHasEveryScopeUnlessLimited(String environment, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String body = "{\"name\":\"All\",\"environment\":\"" + environment + "\"}";
    JsonObject key = person.post("/keys", body).json();
    JsonObject who = chatbot.byKey(key.string("key"), "GET", "/auth/verify", "").json();
    assertThat(who.string("keyId")).isEqualTo(key.string("keyId"));
    assertThat(who.string("tenantId")).isEqualTo(person.tenantId());
    assertThat(who.strings("scopes")).containsExactlyInAnyOrderElementsOf(key.strings("scopes"));
    assertThat(key.strings("scopes")).contains("agents:write", "chat");
    assertThat(chatbot.byKey(key.string("key"), "POST", "/agents", Chatbot.BAKERY).status())
        .isEqualTo(201);
    assertThat(person.get("/agents").items("name")).containsExactly("Ada");
  }

  @Test
  void aKeyIsGoodFromItsAddressesOnly(Chatbot chatbot) {
    String body = "{\"name\":\"A\",\"environment\":\"live\",\"allowedCidrs\":[\"203.0.113.0/24\"]}";
    String key = chatbot.newPerson().post("/keys", body).json().string("key");
    var inside =
        chatbot
            .request("GET", "/auth/verify", "")
            .header("x-api-key", key)
            .header("x-local-source-ip", "203.0.113.77");
    assertThat(chatbot.send(inside).status()).isEqualTo(200);
    assertThat(chatbot.byKey(key, "GET", "/auth/verify", "").status()).isEqualTo(401);
  }

  @Test
  void aKeyThatCallsTooOftenGets429UntilItsNextToken(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String body = "{\"name\":\"A\",\"environment\":\"live\",\"rateLimit\":1}";
    JsonObject created = person.post("/keys", body).json();
    assertThat(created.number("rateLimit")).isEqualTo(1);
    String key = created.string("key");
    Chatbot.Answer first = chatbot.byKey(key, "GET", "/agents", "");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("ratelimit-policy")).contains("\"minute\";q=1;w=60");
    Chatbot.Answer second = chatbot.byKey(key, "GET", "/agents", "");
    assertThat(second.status()).isEqualTo(429);
    assertThat(Integer.parseInt(second.header("retry-after").orElseThrow())).isBetween(1, 60);
    assertThat(second.header("ratelimit").orElseThrow()).contains("\"minute\";r=0");
    assertThat(second.json().strings("violated-policies")).containsExactly("minute");
    assertThat(person.get("/agents").status()).as("people are not limited so").isEqualTo(200);
  }

  @Test
  void aMemberWhoDoesNotManageTheAccountGets403(Chatbot chatbot) {
    Chatbot.Person member = chatbot.newPerson("starter").newColleague("member");
    assertThat(member.get("/keys").status()).isEqualTo(403);
    assertThat(member.post("/keys", "{}").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                | /name
          {"name":"A"}                                                      | /environment
          {"name":"A","environment":"prod"}                                 | /environment
          {"name":" ","environment":"live"}                                 | /name
          {"name":"A","environment":"live","scopes":"chat"}                 | /scopes
          {"name":"A","environment":"live","scopes":["chat","everything"]}  | /scopes/1
          {"name":"A","environment":"live","allowedCidrs":["10.0.0.1/8"]}   | /allowedCidrs/0
          {"name":"A","environment":"live","allowedCidrs":["::1","shop"]}   | /allowedCidrs/1
          {"name":"A","environment":"live","expiresAt":"tomorrow"}          | /expiresAt
          {"name":"A","environment":"live","rateLimit":0}                   | /rateLimit
          {"name":"A","environment":"live","rateLimit":"fast"}              | /rateLimit
          {"name":"A","environment":"live","expiresAt":"2020-01-01T00:00:00Z"} | /expiresAt
          {"name":"A","environment":"live","expiresAt":"+1000000000-12-31T23:59:59Z"} | /expiresAt
          {"name":"A","environment":"live","scopes":[]}                     | /scopes
          """)
  void aWrongMemberIs400AndNamed(String body, String pointer, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    Chatbot.Answer answer = person.post("/keys", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.pointers()).contains(pointer);
    assertThat(person.get("/keys").items("keyId")).isEmpty();
  }

  /** It was 500: letters were counted one way by the route and another by the key. */
  @Test
  void aNameOfAHundredLettersOutsideTheBasicPlaneIs201(Chatbot chatbot) {
    String name = "\uD83D\uDD11".repeat(100);
    Chatbot.Person person = chatbot.newPerson();
    String body = "{\"name\":\"" + name + "\",\"environment\":\"live\"}";
    assertThat(person.post("/keys", body).status()).isEqualTo(201);
    assertThat(person.get("/keys").items("name")).containsExactly(name);
  }

  @Test
  void aListIs200NewestFirstAndWithoutTheTexts(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    JsonObject first = person.newKey("chat");
    JsonObject second = person.newKey();
    person.delete("/keys/" + first.string("keyId"));
    Chatbot.Answer answer = person.get("/keys");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.items("keyId"))
        .containsExactlyInAnyOrder(second.string("keyId"), first.string("keyId"));
    assertThat(answer.items("status")).containsExactlyInAnyOrder("active", "revoked");
    assertThat(answer.text())
        .doesNotContain(first.string("key"), second.string("key"), "\"key\"", "hash");
  }

  @Test
  void whenAKeyWasUsedIsShown(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String key = person.newKey().string("key");
    assertThat(person.get("/keys").json().objects("items").get(0).has("lastUsedAt")).isFalse();
    chatbot.byKey(key, "GET", "/agents", "");
    assertThat(person.get("/keys").items("lastUsedAt")).hasSize(1);
  }

  @Test
  void aTenantSeesOnlyItsOwnKeys(Chatbot chatbot) {
    chatbot.newPerson().newKey();
    assertThat(chatbot.newPerson().get("/keys").items("keyId")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void withoutACredentialItIs401(String method, Chatbot chatbot) {
    assertThat(chatbot.send(chatbot.request(method, "/keys", "{}")).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void aKeyCannotManageKeys(String method, Chatbot chatbot) {
    String key = chatbot.newPerson().newKey().string("key");
    Chatbot.Answer answer = chatbot.byKey(key, method, "/keys", "{}");
    assertThat(answer.status()).isEqualTo(403);
  }
}
