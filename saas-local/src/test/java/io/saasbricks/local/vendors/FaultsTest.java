package io.saasbricks.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.local.http.LocalResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  private final Faults faults = new Faults();

  private int answerOf(String provider) {
    return faults.apply(provider, LocalResponse::empty, () -> LocalResponse.empty(200)).status();
  }

  @Test
  void faultsStrikeTheirProviderInTheOrderAdded() {
    faults.add("openai", Fault.status(503), 1);
    faults.add("openai", Fault.status(429), 2);
    assertThat(answerOf("gemini")).isEqualTo(200);
    assertThat(answerOf("openai")).isEqualTo(503);
    assertThat(answerOf("openai")).isEqualTo(429);
    assertThat(answerOf("openai")).isEqualTo(429);
    assertThat(answerOf("openai")).isEqualTo(200);
  }

  @Test
  void answerThatIsCutAnnouncesItsLengthAndBreaksOffInTheMiddle() {
    faults.add("openai", Fault.cut(), 1);
    LocalResponse cut =
        faults.apply("openai", LocalResponse::empty, () -> LocalResponse.json(201, "{\"a\":1}"));
    assertThat(cut.status()).isEqualTo(201);
    assertThat(cut.header("content-type")).contains("application/json");
    assertThat(cut.length()).hasValue(7);
    var sent = new ByteArrayOutputStream();
    assertThatThrownBy(() -> cut.body().writeTo(sent)).isInstanceOf(IOException.class);
    assertThat(sent.toString(StandardCharsets.UTF_8)).isEqualTo("{\"a");
  }

  @Test
  void answerMayBeAnErrorAndCut() {
    faults.add("openai", new Fault(503, Duration.ZERO, true), 1);
    LocalResponse cut =
        faults.apply(
            "openai",
            status -> LocalResponse.json(status, "{}"),
            () -> {
              throw new IllegalStateException("asked for the truth");
            });
    assertThat(cut.status()).isEqualTo(503);
    assertThat(cut.length()).hasValue(2);
  }

  @Test
  void faultsThatAreForgottenDoNotStrike() {
    faults.add("stripe", Fault.status(500), 3);
    faults.clear();
    assertThat(answerOf("stripe")).isEqualTo(200);
  }

  @Test
  void aFaultThatCouldNeverStrikeIsRefused() {
    assertThatThrownBy(() -> faults.add("open-ai", Fault.cut(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "provider must be one of [openai, deepseek, gemini, anthropic, stripe]: open-ai");
    assertThatThrownBy(() -> faults.add("openai", Fault.cut(), 0))
        .hasMessage("count must be positive: 0");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 200, 399, 600})
  void aStatusThatIsNoErrorIsRefused(int status) {
    assertThatThrownBy(() -> Fault.status(status))
        .hasMessage("status must be 0 or 400 to 599: " + status);
  }

  @Test
  void aNegativeDelayIsRefused() {
    assertThatThrownBy(() -> Fault.delay(Duration.ofMillis(-1)))
        .hasMessage("delay must not be negative: PT-0.001S");
  }
}
