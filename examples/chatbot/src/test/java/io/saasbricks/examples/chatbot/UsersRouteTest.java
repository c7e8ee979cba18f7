package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET} and {@code POST /users} and {@code DELETE /users/{userId}}. */
@ExtendWith(RunningBackend.class)
class UsersRouteTest {
  private static final String UNKNOWN = "0123456789abcdef01234567";

  @Test
  void aFounderIsListedAsTheOwner(Chatbot chatbot) {
    Chatbot.Person founder = chatbot.newPerson();
    Chatbot.Answer answer = founder.get("/users");
    assertThat(answer.status()).isEqualTo(200);
    JsonObject owner = answer.json().objects("items").get(0);
    assertThat(owner.string("email")).isEqualTo(founder.user().string("email"));
    assertThat(owner.string("role")).isEqualTo("owner");
    assertThat(owner.string("status")).isEqualTo("active");
    assertThat(founder.user().string("role")).isEqualTo("owner");
  }

  @Test
  void anInvitedPersonIs201AndJoinsAtTheSignIn(Chatbot chatbot) {
    Chatbot.Person founder = chatbot.newPerson("starter");
    String email = Chatbot.newEmail();
    Chatbot.Answer invited = invite(founder, email.toUpperCase(Locale.ROOT), "admin");
    assertThat(invited.status()).isEqualTo(201);
    assertThat(invited.json().string("email")).isEqualTo(email);
    assertThat(invited.json().string("status")).isEqualTo("invited");
    Chatbot.Person colleague = chatbot.person(email);
    assertThat(colleague.tenantId()).isEqualTo(founder.tenantId());
    assertThat(colleague.user().string("role")).isEqualTo("admin");
    assertThat(founder.get("/users").items("status")).containsOnly("active");
    String agent = founder.newAgent();
    assertThat(colleague.get("/agents/" + agent).status()).isEqualTo(200);
    assertThat(chatbot.person(email).tenantId()).as("next time").isEqualTo(founder.tenantId());
  }

  @Test
  void whoHadATenantFindsItAgainAfterBeingRemoved(Chatbot chatbot) {
    Chatbot.Person founder = chatbot.newPerson("starter");
    Chatbot.Person other = chatbot.newPerson();
    String agent = other.newAgent();
    String email = other.user().string("email");
    String userId = invite(founder, email, "member").json().string("userId");
    assertThat(chatbot.person(email).tenantId()).isEqualTo(founder.tenantId());
    assertThat(founder.delete("/users/" + userId).status()).isEqualTo(204);
    Chatbot.Person again = chatbot.person(email);
    assertThat(again.tenantId()).isEqualTo(other.tenantId());
    assertThat(again.user().string("role")).isEqualTo("owner");
    assertThat(again.get("/agents").items("agentId")).containsExactly(agent);
  }

  @Test
  void theSessionsOfWhoIsRemovedEnd(Chatbot chatbot) {
    Chatbot.Person founder = chatbot.newPerson("starter");
    Chatbot.Person colleague = founder.newColleague("member");
    String userId = userId(founder, colleague);
    assertThat(founder.delete("/users/" + userId).status()).isEqualTo(204);
    assertThat(colleague.get("/agents").status()).isEqualTo(401);
    assertThat(founder.delete("/users/" + userId).status()).isEqualTo(404);
    assertThat(founder.get("/users").items("role")).containsExactly("owner");
  }

  @Test
  void anInvitationTakenBackIsNone(Chatbot chatbot) {
    Chatbot.Person founder = chatbot.newPerson("starter");
    String email = Chatbot.newEmail();
    String userId = invite(founder, email, "member").json().string("userId");
    founder.delete("/users/" + userId);
    assertThat(chatbot.person(email).tenantId()).isNotEqualTo(founder.tenantId());
  }

  @Test
  void overThePlansSeatsItIs403(Chatbot chatbot) {
    Chatbot.Person founder = chatbot.newPerson();
    String email = Chatbot.newEmail();
    Chatbot.Answer refused = invite(founder, email, "member");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().string("type")).endsWith("/seats-exhausted");
    assertThat(refused.json().number("seats")).isEqualTo(1);
    assertThat(founder.get("/users").items("email")).hasSize(1);
    assertThat(chatbot.person(email).tenantId()).isNotEqualTo(founder.tenantId());
  }

  @Test
  void ofSeveralInvitedAtOnceNoMoreThanThePlanAllowsTakeASeat(Chatbot chatbot) {
    Chatbot.Person founder = chatbot.newPerson("starter");
    List<CompletableFuture<Integer>> racing =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> invite(founder, Chatbot.newEmail(), "member").status()))
            .limit(4)
            .toList();
    long sent = racing.stream().filter(answer -> answer.join() == 201).count();
    assertThat(sent).isLessThanOrEqualTo(2);
    assertThat(founder.get("/users").items("email")).hasSize(1 + (int) sent);
  }

  @Test
  void aPersonIsInvitedOnce(Chatbot chatbot) {
    Chatbot.Person founder = chatbot.newPerson("starter");
    String email = Chatbot.newEmail();
    invite(founder, email, "member");
    assertThat(invite(founder, email, "admin").status()).isEqualTo(409);
    chatbot.person(email);
    assertThat(invite(founder, email, "member").status()).isEqualTo(409);
  }

  @Test
  void theOwnerStays(Chatbot chatbot) {
    Chatbot.Person founder = chatbot.newPerson();
    String userId = userId(founder, founder);
    assertThat(founder.delete("/users/" + userId).status()).isEqualTo(409);
    assertThat(founder.get("/users").status()).as("the session goes on").isEqualTo(200);
  }

  @Test
  void whoDoesNotManageTheAccountCanOnlyLeave(Chatbot chatbot) {
    Chatbot.Person founder = chatbot.newPerson("starter");
    Chatbot.Person member = founder.newColleague("member");
    assertThat(member.get("/users").items("email")).hasSize(2);
    assertThat(invite(member, Chatbot.newEmail(), "member").status()).isEqualTo(403);
    assertThat(member.delete("/users/" + userId(founder, founder)).status()).isEqualTo(403);
    assertThat(member.delete("/users/" + userId(founder, member)).status()).isEqualTo(204);
    assertThat(founder.get("/users").items("role")).containsExactly("owner");
  }

  @Test
  void anAdministratorManagesMembers(Chatbot chatbot) {
    Chatbot.Person founder = chatbot.newPerson("starter");
    Chatbot.Person admin = founder.newColleague("admin");
    Chatbot.Person member = admin.newColleague("member");
    assertThat(member.tenantId()).isEqualTo(founder.tenantId());
    assertThat(admin.delete("/users/" + userId(founder, member)).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                            | /email
          {"email":"a@b.example"}                       | /role
          {"email":"no address","role":"member"}        | /email
          {"email":7,"role":"member"}                   | /email
          {"email":"a@b.example","role":"owner"}        | /role
          {"email":"a@b.example","role":"OWNER"}        | /role
          """)
  void aWrongMemberIs400AndNamed(String body, String pointer, Chatbot chatbot) {
    Chatbot.Person founder = chatbot.newPerson("starter");
    Chatbot.Answer answer = founder.post("/users", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.pointers()).contains(pointer);
    assertThat(founder.get("/users").items("email")).hasSize(1);
  }

  @Test
  void anotherTenantsMemberLooksLikeOneThatDoesNotExist(Chatbot chatbot) {
    Chatbot.Person founder = chatbot.newPerson("starter");
    String foreign = userId(founder, founder.newColleague("member"));
    Chatbot.Person person = chatbot.newPerson();
    Chatbot.Answer answer = person.delete("/users/" + foreign);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.withoutId()).isEqualTo(person.delete("/users/" + UNKNOWN).withoutId());
    assertThat(founder.get("/users").items("email")).hasSize(2);
    assertThat(person.get("/users").items("email")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"GET,/users", "POST,/users", "DELETE,/users/" + UNKNOWN})
  void withoutACredentialItIs401AndByKey403(String method, String path, Chatbot chatbot) {
    assertThat(chatbot.send(chatbot.request(method, path, "{}")).status()).isEqualTo(401);
    String key = chatbot.newPerson().newKey().string("key");
    assertThat(chatbot.byKey(key, method, path, "{}").status()).isEqualTo(403);
  }

  private static Chatbot.Answer invite(Chatbot.Person actor, String email, String role) {
    return actor.post("/users", "{\"email\":\"" + email + "\",\"role\":\"" + role + "\"}");
  }

  private static String userId(Chatbot.Person among, Chatbot.Person person) {
    return among.get("/users").json().objects("items").stream()
        .filter(member -> member.string("email").equals(person.user().string("email")))
        .map(member -> member.string("userId"))
        .findFirst()
        .orElseThrow();
  }
}
