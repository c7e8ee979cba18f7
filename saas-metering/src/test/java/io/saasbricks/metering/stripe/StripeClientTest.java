package io.saasbricks.metering.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.TransportException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeClientTest {
  private static final StripeForm CUSTOMER = StripeForm.empty().with("name", "Ann & Söhne=1");

  private final ScriptedStripe stripe = new ScriptedStripe();

  @Test
  void sendsKeyVersionAndFormAndReadsTheAnswer() {
    stripe.answering(200, "{\"id\":\"cus_1\"}");
    assertThat(post().string("id")).isEqualTo("cus_1");
    OutboundRequest sent = stripe.last();
    assertThat(sent.uri()).hasToString("https://api.stripe.com/v1/customers");
    assertThat(sent.headers())
        .containsEntry("Authorization", "Bearer sk_test_123")
        .containsEntry("Stripe-Version", "2026-10-28.endive")
        .containsEntry("Content-Type", "application/x-www-form-urlencoded")
        .containsEntry("Idempotency-Key", "key-1");
    assertThat(stripe.form()).containsExactly(Map.entry("name", "Ann & Söhne=1"));
  }

  @Test
  void readsWithAQuery() {
    stripe.answering(200, "{\"data\":[]}");
    StripeForm query = StripeForm.empty().with("limit", 3).with("email", "a+b@c.de");
    stripe.client().get("/v1/customers", query, ScriptedStripe.deadline());
    assertThat(stripe.last().uri().getRawQuery()).isEqualTo("limit=3&email=a%2Bb%40c.de");
    assertThat(stripe.last().headers()).doesNotContainKey("Idempotency-Key");
  }

  @Test
  void repeatsALostPostUnderTheSameIdempotencyKey() {
    stripe.losingTheAnswer().answering(200, "{\"id\":\"cus_1\"}");
    post();
    assertThat(stripe.requests()).hasSize(2);
    assertThat(stripe.requests())
        .extracting(request -> request.headers().get("Idempotency-Key"))
        .containsOnly("key-1");
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 429, 500, 502, 503})
  void repeatsWhatFailedInPassing(int status) {
    stripe.refusing(status, "api_error", "try again").answering(200, "{\"id\":\"cus_1\"}");
    assertThat(post().string("id")).isEqualTo("cus_1");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 403, 404})
  void doesNotRepeatWhatIsRefused(int status) {
    stripe.refusing(status, "invalid_request_error", "no");
    StripeException refusal = catchThrowableOfType(StripeException.class, this::post);
    assertThat(refusal.status()).isEqualTo(status);
    assertThat(refusal.type()).isEqualTo("invalid_request_error");
    assertThat(refusal.retryable()).isFalse();
  }

  @Test
  void believesStripeAboutWhatToRepeat() {
    stripe
        .answering(400, Map.of("Stripe-Should-Retry", "true"), "{}")
        .answering(500, Map.of("Stripe-Should-Retry", "false"), "{}");
    assertThatThrownBy(this::post).isInstanceOf(StripeException.class);
    assertThat(stripe.requests()).hasSize(2);
  }

  @Test
  void givesUpAfterThreeAttemptsWithGrowingPauses() {
    stripe.losingTheAnswer().losingTheAnswer().losingTheAnswer();
    assertThatThrownBy(this::post).isInstanceOf(TransportException.class);
    assertThat(stripe.pauses()).hasSize(2);
    assertThat(stripe.pauses().get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    assertThat(stripe.pauses().get(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1_000));
  }

  @Test
  void doesNotRepeatPastTheDeadline() {
    stripe.losingTheAnswer();
    Deadline passed = Deadline.in(Duration.ZERO, () -> 0);
    assertThatThrownBy(() -> stripe.client().post("/v1/customers", CUSTOMER, "key-1", passed))
        .isInstanceOf(TransportException.class);
    assertThat(stripe.requests()).hasSize(1);
  }

  @Test
  void keepsWhatStripeSaysOutOfTheMessage() {
    stripe.refusing(400, "invalid_request_error", "No such customer: 'ann@example.org'");
    StripeException refusal = catchThrowableOfType(StripeException.class, this::post);
    assertThat(refusal).hasMessage("Stripe answered 400 invalid_request_error");
    assertThat(refusal.description()).contains("ann@example.org");
  }

  @Test
  void anAnswerThatIsNotStripesIsAnErrorToo() {
    stripe.answering(403, "<html>blocked by a proxy</html>");
    StripeException refusal = catchThrowableOfType(StripeException.class, this::post);
    assertThat(refusal.type()).isEmpty();
  }

  @Test
  void aFormDoesNotShowItsValues() {
    assertThat(CUSTOMER).hasToString("StripeForm[name]");
  }

  @Test
  void readsTheAnswerToADeletion() {
    stripe.answering(200, "{\"id\":\"cus_1\",\"deleted\":true}");
    JsonObject gone =
        stripe
            .client()
            .delete("/v1/customers/cus_1", StripeForm.empty(), ScriptedStripe.deadline());
    assertThat(gone.string("id")).isEqualTo("cus_1");
    assertThat(stripe.last().method()).isEqualTo("DELETE");
  }

  @Test
  void aRedirectIsNoAnswer() {
    stripe.answering(300, "{\"id\":\"cus_1\"}");
    assertThat(catchThrowableOfType(StripeException.class, this::post).status()).isEqualTo(300);
  }

  @Test
  void idempotencyKeysOfUpTo255CharactersAreSent() {
    stripe.answering(200, "{}");
    stripe.client().post("/v1/customers", CUSTOMER, "x".repeat(255), ScriptedStripe.deadline());
    assertThat(stripe.last().headers()).containsEntry("Idempotency-Key", "x".repeat(255));
  }

  @Test
  void idempotencyKeysOutOfRangeAreRefused() {
    for (String key : new String[] {"", "x".repeat(256)}) {
      assertThatThrownBy(
              () -> stripe.client().post("/v1/customers", CUSTOMER, key, ScriptedStripe.deadline()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private JsonObject post() {
    return stripe.client().post("/v1/customers", CUSTOMER, "key-1", ScriptedStripe.deadline());
  }
}
