package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.tenant.Plan;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The refusals that all routes share, on every route that declares them. */
@ExtendWith(RunningBackend.class)
class EveryRouteTest {
  /** Public routes that refuse for reasons of their own. */
  private static final Set<String> PUBLIC =
      Set.of("POST /auth/google", "POST /widget/chat", "POST /billing/webhook");

  private static final Map<String, Integer> FOR_ANY_KEY =
      Map.of("GET /auth/verify", 200, "GET /usage", 200, "GET /agents/{agentId}/leads", 404);

  /** What no id looks like, and what would be another key if it were put into one. */
  private static final List<String> NO_IDS =
      List.of("%00", "%F0%9F%94%91", "..%2F..", "T%23acme%23AGENT", "a%0Ab", "x".repeat(3_000));

  private static Stream<String> declaring(int status) {
    return Contract.PUBLISHED.answering(status).stream()
        .filter(operation -> !PUBLIC.contains(operation));
  }

  static List<String> withBody() {
    return Contract.PUBLISHED.answering(413);
  }

  static Stream<String> forCallers() {
    return declaring(401);
  }

  /** Keys alone have a limit on this one. */
  static Stream<String> counted() {
    return declaring(429).filter(operation -> !operation.equals("GET /auth/verify"));
  }

  @ParameterizedTest
  @MethodSource("withBody")
  void aBodyOver256KilobytesIs413(String operation, Chatbot chatbot) {
    String body = "{\"name\":\"" + "x".repeat(256 * 1024) + "\"}";
    assertThat(call(chatbot.newPerson(), operation, body).status()).isEqualTo(413);
  }

  static Stream<String> ofOneThing() {
    return declaring(404).filter(operation -> operation.contains("{"));
  }

  @ParameterizedTest
  @MethodSource("ofOneThing")
  void whatCannotBeAnIdIs404(String operation, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String body = "{\"name\":\"A\",\"businessName\":\"B\",\"message\":\"Hi\"}";
    for (String id : NO_IDS) {
      assertThat(call(person, operation, id, body).status()).as(id).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @MethodSource("forCallers")
  void withoutACredentialItIs401(String operation, Chatbot chatbot) {
    String[] parts = operation.split(" ", 2);
    Chatbot.Answer answer = chatbot.send(chatbot.request(parts[0], path(parts[1]), "{}"));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("www-authenticate")).isPresent();
  }

  @ParameterizedTest
  @MethodSource("forCallers")
  void aSuspendedTenantIs403(String operation, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    Ledger.of(person).suspend();
    assertThat(call(person, operation, "{}").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @MethodSource("counted")
  void overTheMonthsCallsItIs429(String operation, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    Ledger.of(person).limit(Plan.Limit.API_CALLS, 1);
    person.get("/agents");
    Chatbot.Answer answer = call(person, operation, "{}");
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("retry-after")).isPresent();
  }

  /** Keys have scopes, of which this one has the least; some routes take a person. */
  @ParameterizedTest
  @MethodSource("forCallers")
  void aKeyThatMayNotIs403(String operation, Chatbot chatbot) {
    String key = chatbot.newPerson().newKey("leads:read").string("key");
    String[] parts = operation.split(" ", 2);
    Chatbot.Answer answer = chatbot.byKey(key, parts[0], path(parts[1]), "");
    assertThat(answer.status()).isEqualTo(FOR_ANY_KEY.getOrDefault(operation, 403));
  }

  private static Chatbot.Answer call(Chatbot.Person person, String operation, String body) {
    return call(person, operation, "someid", body);
  }

  private static Chatbot.Answer call(
      Chatbot.Person person, String operation, String id, String body) {
    String[] parts = operation.split(" ", 2);
    HttpRequest.Builder request = person.authorized(parts[0], path(parts[1], id), body);
    return person.chatbot().send(request.header("if-match", "\"1\""));
  }

  private static String path(String route) {
    return path(route, "someid");
  }

  private static String path(String route, String id) {
    return route.replaceAll("[{][^}]+[}]", id);
  }
}
