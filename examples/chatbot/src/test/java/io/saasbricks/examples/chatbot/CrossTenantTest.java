package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every route and every place for an id, with an id of the caller's own, of another tenant, of
 * nobody, and with texts that are no ids: nothing of another tenant is seen, changed, or even known
 * to exist.
 */
@ExtendWith(RunningBackend.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossTenantTest {
  private static final String AGENT = "1m7xxfrtkvr873ddg28f";
  private static final String CONVERSATION = "AAAAAAAAAAAAAAAAAAAAAAAA";
  private static final String KEY = "key_0123456789abcdefghjkmnpqrs";
  private static final String MEMBER = "0123456789abcdef01234567";

  /** Percent-encoded, as they stand in a path. */
  private static final List<String> HOSTILE =
      List.of(
          "x",
          "%20",
          "%00",
          "%0A",
          "%23",
          "*",
          "..",
          "..%2F..%2Fkeys",
          "T%23tenant%23AGENT",
          "AGENT%23" + AGENT,
          AGENT + "%23",
          AGENT + "%00",
          "%25" + "23",
          "%27%20OR%20%271%27=%271",
          "%7B%22S%22:%22x%22%7D",
          "%24%7BPK%7D",
          "null",
          "-1",
          "%EF%BD%81",
          "%F0%9F%98%80",
          "%ED%A0%80",
          "%FF",
          AGENT.toUpperCase(Locale.ROOT),
          "a".repeat(65),
          "a".repeat(1_025),
          "%C3%BC".repeat(600));

  /**
   * A place for an id.
   *
   * @param route as in the template
   * @param path the call's, with {@code %s} for the id unless the body has it
   * @param ownId finds an id of the caller's own
   * @param nobodys an id of nobody
   * @param own the status with an own id
   * @param absent the status with an id of nobody
   */
  private record Place(
      String route,
      Function<Shop, String> path,
      Function<Shop, String> body,
      Function<Shop, String> ownId,
      String nobodys,
      int own,
      int absent) {

    Place(String route, String body, Function<Shop, String> ownId, String nobodys, int own) {
      this(
          route,
          shop -> route.replaceFirst("^\\S+ ", "").replaceFirst("\\{\\w+}", "%s"),
          shop -> body,
          ownId,
          nobodys,
          own,
          404);
    }

    Place answering(int nobodysStatus) {
      return new Place(route, path, body, ownId, nobodys, own, nobodysStatus);
    }

    /** The call of that shop's owner. */
    Chatbot.Answer call(Shop caller, String id) {
      String method = route.substring(0, route.indexOf(' '));
      HttpRequest.Builder request =
          caller
              .owner()
              .authorized(
                  method,
                  path.apply(caller).replace("%s", id),
                  body.apply(caller).replace("%s", id))
              .header("if-match", "*")
              .header("x-local-source-ip", Chatbot.newAddress());
      return caller.owner().chatbot().send(request);
    }

    Arguments named(String name) {
      return argumentSet(name, this);
    }
  }

  /** A tenant with one of each. */
  private record Shop(
      Chatbot.Person owner, String agent, String conversation, JsonObject key, String member) {
    static Shop open(Chatbot chatbot) {
      Chatbot.Person owner = chatbot.newPerson("starter");
      String agent = owner.newAgent();
      String conversation = owner.newConversation(agent, "I am bea@example.org");
      JsonObject key = owner.newKey();
      Chatbot.Person colleague = owner.newColleague("member");
      String member =
          owner.get("/users").json().objects("items").stream()
              .filter(user -> user.string("email").equals(colleague.user().string("email")))
              .map(user -> user.string("userId"))
              .findFirst()
              .orElseThrow();
      return new Shop(owner, agent, conversation, key, member);
    }

    String keyId() {
      return key.string("keyId");
    }

    String cursor(String list) {
      return owner.get(list + (list.contains("?") ? "&" : "?") + "limit=1").json().string("cursor");
    }

    List<String> secrets() {
      return List.of(
          owner.tenantId(), agent, conversation, keyId(), owner.user().string("email"), member);
    }
  }

  static Stream<Arguments> inPaths() {
    return Stream.of(
            new Place("GET /agents/{agentId}", "", Shop::agent, AGENT, 200),
            new Place("PUT /agents/{agentId}", Chatbot.BAKERY, Shop::agent, AGENT, 200),
            new Place("DELETE /agents/{agentId}", "", Shop::agent, AGENT, 204).answering(204),
            new Place(
                "POST /agents/{agentId}/chat", "{\"message\":\"a\"}", Shop::agent, AGENT, 200),
            new Place("GET /agents/{agentId}/conversations", "", Shop::agent, AGENT, 200),
            new Place("GET /agents/{agentId}/leads", "", Shop::agent, AGENT, 200),
            new Place(
                "GET /conversations/{conversationId}", "", Shop::conversation, CONVERSATION, 200),
            new Place("POST /keys/{keyId}/rotate", "", Shop::keyId, KEY, 200),
            new Place("DELETE /keys/{keyId}", "", Shop::keyId, KEY, 204),
            new Place("DELETE /users/{userId}", "", Shop::member, MEMBER, 204))
        .map(place -> place.named(place.route()));
  }

  static Stream<Arguments> inBodies() {
    return Stream.of(
        new Place(
                "POST /agents/{agentId}/chat",
                shop -> "/agents/" + shop.agent() + "/chat",
                shop -> "{\"message\":\"a\",\"conversationId\":\"%s\"}",
                Shop::conversation,
                CONVERSATION,
                200,
                404)
            .named("POST /agents/{agentId}/chat conversationId"),
        new Place(
                "POST /widget/chat",
                shop -> "/widget/chat",
                shop ->
                    "{\"agentId\":\""
                        + shop.agent()
                        + "\",\"message\":\"a\",\"conversationId\":\"%s\"}",
                Shop::conversation,
                CONVERSATION,
                200,
                404)
            .named("POST /widget/chat conversationId"));
  }

  static Stream<Arguments> places() {
    return Stream.concat(inPaths(), inBodies());
  }

  /** One for all tests: none may change anything of it. */
  private Shop victim;

  @BeforeAll
  void openVictim(Chatbot chatbot) {
    victim = Shop.open(chatbot);
    victim.owner().newAgent();
    victim.owner().newConversation(victim.agent(), "I am carl@example.org");
  }

  @ParameterizedTest
  @MethodSource("places")
  void anOwnIdIsAnswered(Place place, Chatbot chatbot) {
    Shop own = Shop.open(chatbot);
    assertThat(place.call(own, place.ownId().apply(own)).status()).isEqualTo(place.own());
  }

  @ParameterizedTest
  @MethodSource("places")
  void anothersIdLooksLikeNobodysAndNothingOfTheirsChanges(Place place, Chatbot chatbot) {
    Shop caller = Shop.open(chatbot);
    Ledger.Inventory before = Ledger.of(victim.owner()).inventory();
    Chatbot.Answer foreign = place.call(caller, place.ownId().apply(victim));
    Chatbot.Answer nobodys = place.call(caller, place.nobodys());
    assertThat(before.items()).hasSizeGreaterThan(10);
    assertThat(nobodys.status()).isEqualTo(place.absent());
    assertThat(foreign.withoutId()).isEqualTo(nobodys.withoutId());
    assertThat(foreign.headers().map().keySet()).isEqualTo(nobodys.headers().map().keySet());
    assertThat(Ledger.of(victim.owner()).inventory()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("inPaths")
  void aTextThatIsNoIdIsRefusedAndNothingChanges(Place place, Chatbot chatbot) {
    Shop caller = Shop.open(chatbot);
    Ledger.Inventory before = Ledger.of(victim.owner()).inventory();
    for (String text : HOSTILE) {
      assertThat(place.call(caller, text).status()).as(text).isBetween(400, 499);
    }
    assertThat(place.call(caller, place.ownId().apply(caller)).status()).isEqualTo(place.own());
    assertThat(Ledger.of(victim.owner()).inventory()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("inBodies")
  void aTextInABodyThatIsNoIdIsRefused(Place place, Chatbot chatbot) {
    Shop caller = Shop.open(chatbot);
    for (String text : List.of("", " ", "#", "\\u0000", "\\ud800", "T#x#C#y", "a\\\"}", "../x")) {
      assertThat(place.call(caller, text).status()).as(text).isBetween(400, 499);
    }
    for (String text : HOSTILE) {
      assertThat(place.call(caller, text).status()).as(text).isBetween(400, 499);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/agents", "/keys", "/users", "/agents/%s/conversations", "/agents/%s/leads"})
  void aListShowsTheOwnAndTakesNobodyElsesCursor(String list, Chatbot chatbot) {
    Shop caller = Shop.open(chatbot);
    caller.owner().newAgent();
    caller.owner().newConversation(caller.agent(), "I am carl@example.org");
    String theirs = list.replace("%s", victim.agent());
    String own = list.replace("%s", caller.agent());
    Chatbot.Answer answer = caller.owner().get(own);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().list("items")).isNotEmpty();
    assertThat(answer.text()).doesNotContain(victim.secrets());
    if (victim.owner().get(theirs + "?limit=1").json().has("cursor")) {
      String cursor = victim.cursor(theirs);
      Chatbot.Answer foreign = caller.owner().get(own + "?limit=1&cursor=" + cursor);
      assertThat(foreign.status()).isEqualTo(400);
      assertThat(caller.owner().get(own + "?cursor=" + caller.cursor(own)).status()).isEqualTo(200);
    }
    for (String text : HOSTILE) {
      assertThat(caller.owner().get(own + "?cursor=" + text).status()).as(text).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usage", "/auth/verify"})
  void whatIsToldOfATenantIsTheCallersOwn(String path, Chatbot chatbot) {
    Chatbot.Person caller = chatbot.newPerson();
    String text = caller.get(path + "?tenantId=" + victim.owner().tenantId()).text();
    assertThat(text).doesNotContain(victim.secrets());
    assertThat(caller.get("/usage").json().object("quotas").object("messages").number("used"))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-tenant-id", "tenantid", "x-amz-tenant-id"})
  void aTenantThatACallerClaimsIsIgnored(String header, Chatbot chatbot) {
    Chatbot.Person caller = chatbot.newPerson();
    String body =
        Json.text(
            JsonObject.builder()
                .put("name", "Eve")
                .put("businessName", "Eve")
                .put("tenantId", victim.owner().tenantId())
                .put("PK", "T#" + victim.owner().tenantId() + "#AGENT")
                .build());
    Ledger.Inventory before = Ledger.of(victim.owner()).inventory();
    String path = "/agents?tenantId=" + encoded(victim.owner().tenantId());
    var request = caller.authorized("POST", path, body).header(header, victim.owner().tenantId());
    assertThat(chatbot.send(request).status()).isEqualTo(201);
    assertThat(Ledger.of(victim.owner()).inventory()).isEqualTo(before);
    assertThat(caller.get("/agents").items("name")).containsExactly("Eve");
  }

  @Test
  void everyRouteWithAnIdIsAmongThese() throws IOException {
    List<String> declared =
        Pattern.compile("Method: (\\w+), Path: \"(/[^\"]*\\{[^\"]*)\"")
            .matcher(Files.readString(Path.of("template.yaml")))
            .results()
            .map(route -> route.group(1) + " " + route.group(2))
            .toList();
    assertThat(inPaths().map(place -> ((Place) place.get()[0]).route()))
        .containsExactlyInAnyOrderElementsOf(declared);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
