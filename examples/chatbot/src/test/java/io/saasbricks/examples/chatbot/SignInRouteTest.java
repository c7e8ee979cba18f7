package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /auth/google}. */
@ExtendWith(RunningBackend.class)
class SignInRouteTest {
  @Test
  void aGoodCredentialIs200WithASessionOfSevenDays(Chatbot chatbot) {
    JsonObject session = chatbot.signIn("first@example.com").json();
    Duration left = Duration.between(Instant.now(), Instant.parse(session.string("expiresAt")));
    assertThat(left).isBetween(Duration.ofDays(7).minusMinutes(5), Duration.ofDays(7));
    JsonObject user = session.object("user");
    assertThat(user.string("userId")).startsWith("google_");
    assertThat(user.string("email")).isEqualTo("first@example.com");
    assertThat(user.string("plan")).isEqualTo("free");
    assertThat(user.string("tenantId")).matches("[a-z0-9]{8,32}");
  }

  @Test
  void theSecondSignInFindsTheSameTenant(Chatbot chatbot) {
    String first = tenant(chatbot, "again@example.com");
    assertThat(tenant(chatbot, "again@example.com")).isEqualTo(first);
    assertThat(tenant(chatbot, "other@example.com")).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"credential\":\"x\"}",
        "{\"credential\":\"eyJhbGciOiJub25lIn0.e30.\"}",
        "{\"credential\":\"a.b.c\"}"
      })
  void aBadCredentialIs401(String body, Chatbot chatbot) {
    Chatbot.Answer answer = chatbot.post("/auth/google", body);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("content-type")).contains("application/problem+json");
    assertThat(answer.header("www-authenticate")).isPresent();
  }

  @Test
  void aForgedSignatureIs401(Chatbot chatbot) {
    String credential =
        chatbot
            .get("/_local/google/credential?email=eve@example.com&name=Eve")
            .json()
            .string("credential");
    String forged = credential.substring(0, credential.lastIndexOf('.')) + ".AAAA";
    assertThat(chatbot.post("/auth/google", "{\"credential\":\"" + forged + "\"}").status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"credential\":1}",
        "{\"credential\":null}",
        "{\"credential\":\"a\",\"credential\":\"b\"}",
        "{\"credential\":\"a\"} x"
      })
  void aMalformedBodyIs400(String body, Chatbot chatbot) {
    Chatbot.Answer answer = chatbot.post("/auth/google", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().string("requestId")).isNotEmpty();
  }

  @Test
  void aBodyOver256KilobytesIs413(Chatbot chatbot) {
    String body = "{\"credential\":\"" + "x".repeat(256 * 1024) + "\"}";
    assertThat(chatbot.post("/auth/google", body).status()).isEqualTo(413);
  }

  private static String tenant(Chatbot chatbot, String email) {
    return chatbot.signIn(email).json().object("user").string("tenantId");
  }
}
