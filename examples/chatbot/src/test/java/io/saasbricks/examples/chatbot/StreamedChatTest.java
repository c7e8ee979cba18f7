package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The two chat routes for callers who accept {@code text/event-stream}. */
@ExtendWith(RunningBackend.class)
class StreamedChatTest {
  private static final String QUESTION = "When are you open?";

  private static JsonObject message(String agent) {
    return JsonObject.builder().put("agentId", agent).put("message", QUESTION).build();
  }

  /** That the events are some deltas and a last one that holds the same text. */
  private static JsonObject requireReply(List<Chatbot.Event> events) {
    Chatbot.Event last = events.get(events.size() - 1);
    assertThat(last.name()).isEqualTo("done");
    List<Chatbot.Event> deltas = events.subList(0, events.size() - 1);
    assertThat(deltas).isNotEmpty().allMatch(event -> event.name().equals("delta"));
    assertThat(
            deltas.stream().map(event -> event.data().string("text")).collect(Collectors.joining()))
        .isEqualTo(last.data().string("reply"))
        .contains("Tuesday to Saturday");
    return last.data();
  }

  @Test
  void aVisitorReadsTheReplyPieceByPiece(Chatbot chatbot) {
    String agent = chatbot.newPerson().newAgent();
    Chatbot.Events answer =
        chatbot.stream(chatbot.widgetRequest(Chatbot.newAddress(), message(agent)));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
    assertThat(answer.headers().firstValue("ratelimit")).isPresent();
    assertThat(answer.next().next().name()).isEqualTo("delta");
    List<Chatbot.Event> rest = answer.rest();
    JsonObject done = rest.get(rest.size() - 1).data();
    assertThat(done.string("reply")).contains("Tuesday to Saturday");
    assertThat(done.has("costUsd")).isFalse();
  }

  @Test
  void anOwnerReadsTheReplyAndItsCostAndItIsBilledOnce(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    HttpRequest.Builder request =
        person.authorized(
            "POST", "/agents/" + person.newAgent() + "/chat", "{\"message\":\"" + QUESTION + "\"}");
    JsonObject done = requireReply(chatbot.stream(request).rest());
    JsonObject usage = person.get("/usage").json();
    assertThat(usage.object("quotas").object("messages").number("used")).isEqualTo(1);
    assertThat(usage.decimal("costUsd")).isEqualByComparingTo(done.decimal("costUsd"));
  }

  @Test
  void aFunctionUrlStreamsBothRoutesAndAnswersPreflights(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String agent = person.newAgent();
    URI url = chatbot.backend().functionUrl("StreamChatFunction");
    HttpRequest.Builder visitor =
        HttpRequest.newBuilder(URI.create(url + "/widget/chat"))
            .header("x-local-source-ip", Chatbot.newAddress())
            .POST(HttpRequest.BodyPublishers.ofString(Json.text(message(agent))));
    requireReply(chatbot.stream(visitor).rest());
    HttpRequest.Builder owner =
        HttpRequest.newBuilder(URI.create(url + "/agents/" + agent + "/chat"))
            .header("authorization", "Bearer " + person.token())
            .POST(HttpRequest.BodyPublishers.ofString("{\"message\":\"" + QUESTION + "\"}"));
    requireReply(chatbot.stream(owner).rest());
    HttpRequest.Builder till =
        HttpRequest.newBuilder(URI.create(url + "/agents/" + agent + "/chat"))
            .header("x-api-key", person.newKey().string("key"))
            .POST(HttpRequest.BodyPublishers.ofString("{\"message\":\"" + QUESTION + "\"}"));
    requireReply(chatbot.stream(till).rest());
    HttpRequest.Builder preflight =
        HttpRequest.newBuilder(URI.create(url + "/widget/chat"))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("origin", "http://localhost:8080")
            .header("access-control-request-method", "POST");
    Chatbot.Answer permitted = chatbot.send(preflight);
    assertThat(permitted.status()).isEqualTo(204);
    assertThat(permitted.header("access-control-allow-origin")).contains("http://localhost:8080");
  }

  @Test
  void aRefusalIsNoStream(Chatbot chatbot) {
    Chatbot.Answer answer =
        chatbot.send(
            chatbot
                .widgetRequest(Chatbot.newAddress(), message("absent"))
                .header("accept", "text/event-stream"));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("content-type")).contains("application/problem+json");
  }

  @Test
  void anAnswerThatBreaksOffEndsWithAnErrorAndIsNotCounted(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String chat = "/agents/" + person.newAgent() + "/chat";
    String body = "{\"message\":\"" + QUESTION + "\"}";
    String provider = person.post(chat, body).json().string("provider");
    String fault = "{\"provider\":\"" + provider + "\",\"truncate\":true,\"count\":1}";
    assertThat(chatbot.post("/_local/llm/faults", fault).status()).isLessThan(300);
    List<Chatbot.Event> events = chatbot.stream(person.authorized("POST", chat, body)).rest();
    Chatbot.Event last = events.get(events.size() - 1);
    assertThat(events.get(0).name()).isEqualTo("delta");
    assertThat(last.name()).isEqualTo("error");
    assertThat(last.data().number("status")).isEqualTo(503);
    assertThat(person.get("/usage").json().object("quotas").object("messages").number("used"))
        .isEqualTo(1);
  }
}
