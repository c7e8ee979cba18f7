package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code GET /health}, and what the front door answers by itself. */
@ExtendWith(RunningBackend.class)
class HealthRouteTest {
  @Test
  void itIs200WithStatusAndVersion(Chatbot chatbot) {
    Chatbot.Answer answer = chatbot.get("/health");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().string("status")).isEqualTo("ok");
    assertThat(answer.json().string("version")).isNotEmpty();
  }

  @Test
  void anUnknownPathIs404(Chatbot chatbot) {
    assertThat(chatbot.get("/nowhere").status()).isEqualTo(404);
  }

  @Test
  void anUnknownMethodIs404AsHttpApisAnswer(Chatbot chatbot) {
    assertThat(chatbot.send(chatbot.request("DELETE", "/health", "")).status()).isEqualTo(404);
  }

  @Test
  void aKnownOriginGetsPermission(Chatbot chatbot) {
    var known = chatbot.request("GET", "/health", "").header("origin", "http://localhost:8080");
    assertThat(chatbot.send(known).header("access-control-allow-origin"))
        .contains("http://localhost:8080");
  }

  @Test
  @Tag("origins")
  void anUnknownOriginGetsNoPermission(Chatbot chatbot) {
    var unknown = chatbot.request("GET", "/health", "").header("origin", "https://evil.example");
    assertThat(chatbot.send(unknown).header("access-control-allow-origin")).isEmpty();
  }

  @Test
  void aPreflightIs204(Chatbot chatbot) {
    var preflight =
        chatbot
            .request("OPTIONS", "/agents", "")
            .header("origin", "http://localhost:8080")
            .header("access-control-request-method", "POST");
    assertThat(chatbot.send(preflight).status()).isEqualTo(204);
  }
}
