package io.saasbricks.metering.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.saasbricks.core.Secret;
import io.saasbricks.local.time.ManualTime;
import io.saasbricks.metering.stripe.StripeWebhook.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeWebhookTest {
  private static final Instant NOW = Instant.parse("2026-11-15T12:00:00Z");
  private static final Secret OLD = Secret.of("whsec_old");
  private static final Secret NEW = Secret.of("whsec_new");
  private static final String BODY =
      """
      {"id":"evt_1","object":"event","type":"invoice.created","created":1794744000,
       "data":{"object":{"id":"in_1","object":"invoice"}}}
      """;
  private static final byte[] BYTES = BODY.getBytes(StandardCharsets.UTF_8);

  private final ManualTime time = new ManualTime(NOW);
  private final StripeWebhook webhook = StripeWebhook.of(List.of(NEW, OLD), time);

  @Test
  void whatStripeSignedIsVerified() {
    assertThat(verify(StripeWebhook.sign(BYTES, NEW, NOW)))
        .isInstanceOfSatisfying(
            Delivery.Verified.class,
            verified -> {
              assertThat(verified.event().id()).isEqualTo("evt_1");
              assertThat(verified.event().type()).isEqualTo("invoice.created");
              assertThat(verified.event().created()).isEqualTo(NOW);
              assertThat(verified.event().object().string("id")).isEqualTo("in_1");
            });
  }

  @Test
  void stripesOwnLibrarySignsAsWeVerifyAndVerifiesAsWeSign() throws Exception {
    long timestamp = Instant.now().getEpochSecond();
    time.set(Instant.ofEpochSecond(timestamp));
    String theirs = Webhook.Signature.generateSignatureHeader(BODY, NEW.reveal(), timestamp);
    assertThat(verify(theirs)).isInstanceOf(Delivery.Verified.class);
    String ours = StripeWebhook.sign(BYTES, NEW, time.instant());
    assertThatCode(() -> Webhook.Signature.verifyHeader(BODY, ours, NEW.reveal(), 300))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Webhook.Signature.verifyHeader(BODY + " ", ours, NEW.reveal(), 300))
        .isInstanceOf(SignatureVerificationException.class);
  }

  @Test
  void anyOfSeveralSecretsAndSignaturesMayMatch() {
    assertThat(verify(StripeWebhook.sign(BYTES, OLD, NOW))).isInstanceOf(Delivery.Verified.class);
    String unknown = StripeWebhook.sign(BYTES, Secret.of("whsec_x"), NOW);
    String known = StripeWebhook.sign(BYTES, OLD, NOW).split(",", 2)[1];
    assertThat(verify(unknown + "," + known + ",v0=abc")).isInstanceOf(Delivery.Verified.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {-300, -299, 0, 299, 300})
  void theTimeMayDifferByFiveMinutesBothWays(long seconds) {
    assertThat(verify(StripeWebhook.sign(BYTES, NEW, NOW.plusSeconds(seconds))))
        .isInstanceOf(Delivery.Verified.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 301, -86_400, 86_400})
  void olderAndYoungerSignaturesAreRejected(long seconds) {
    assertThat(verify(StripeWebhook.sign(BYTES, NEW, NOW.plusSeconds(seconds))))
        .isEqualTo(new Delivery.Rejected("the signature is " + -seconds + " seconds old"));
  }

  @Test
  void aChangedByteIsRejected() {
    String signature = StripeWebhook.sign(BYTES, NEW, NOW);
    byte[] changed = BODY.replace("in_1", "in_2").getBytes(StandardCharsets.UTF_8);
    assertThat(webhook.verify(changed, Optional.of(signature)))
        .isEqualTo(new Delivery.Rejected("no signature matches"));
  }

  @Test
  void aChangedTimeIsRejected() {
    String signature = StripeWebhook.sign(BYTES, NEW, NOW.minus(Duration.ofDays(3)));
    String refreshed = signature.replaceFirst("t=\\d+", "t=" + NOW.getEpochSecond());
    assertThat(verify(refreshed)).isEqualTo(new Delivery.Rejected("no signature matches"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "t=",
        "t=abc,v1=00",
        "t=1794744000",
        "v1=00",
        "t=1794744000,v1=",
        "t=1794744000,v1=xyz",
        "t=1794744000,v0=00",
        "t=-5,v1=00",
        "t=99999999999999999999,v1=00",
        ",,,,",
        "t=1=2,v1"
      })
  void headersThatAreNoSignatureAreRejected(String header) {
    assertThat(verify(header)).isInstanceOf(Delivery.Rejected.class);
  }

  @Test
  void noHeaderIsRejected() {
    assertThat(webhook.verify(BYTES, Optional.empty()))
        .isEqualTo(new Delivery.Rejected("there is no readable signature"));
  }

  @Test
  void signedBytesThatAreNoEventAreRejected() {
    String pastAllCalendars = "{\"id\":\"e\",\"type\":\"a\",\"created\":9223372036854775807}";
    for (String body :
        List.of(
            "", "[]", "{}", "{\"id\":\"evt_1\"}", "{\"id\":1,\"type\":\"a\"}", pastAllCalendars)) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      assertThat(webhook.verify(bytes, Optional.of(StripeWebhook.sign(bytes, NEW, NOW))))
          .isInstanceOf(Delivery.Rejected.class);
    }
  }

  @Test
  void aWebhookWithoutASecretIsRefused() {
    assertThatThrownBy(() -> StripeWebhook.of(List.of(), time))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Delivery verify(String signature) {
    return webhook.verify(BYTES, Optional.of(signature));
  }
}
