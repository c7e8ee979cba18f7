package io.saasbricks.local.vendors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeRepliesTest {
  private final ManualTime time = new ManualTime(Instant.parse("2026-01-01T00:00:00Z"));
  private final StripeReplies replies = new StripeReplies(time);
  private final LocalRequest call = call("POST", "/v1/customers", "name=A");

  @Test
  void callWhoseKeyIsInUseIsRefusedUntilTheOtherEnds() {
    assertThat(replies.begin("k", call)).isEmpty();
    assertThat(replies.begin("k", call).orElseThrow().status()).isEqualTo(409);
    assertThat(replies.begin("other", call)).isEmpty();
    replies.end("k", call, LocalResponse.empty(400));
    assertThat(replies.begin("k", call)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"200, true", "400, false", "404, false"})
  void onlyTheAnswerOfACallThatTookEffectIsKept(int status, boolean kept) {
    replies.begin("k", call);
    replies.end("k", call, LocalResponse.empty(status));
    assertThat(replies.begin("k", call).isPresent()).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/customers, name=A, 200",
    "DELETE, /v1/customers, name=A, 400",
    "POST, /v1/customers/c, name=A, 400",
    "POST, /v1/customers, name=B, 400"
  })
  void keyBelongsToOneCall(String method, String path, String form, int status) {
    replies.begin("k", call);
    replies.end("k", call, LocalResponse.empty(200));
    assertThat(replies.begin("k", call(method, path, form)).orElseThrow().status())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"86399, true", "86400, false"})
  void answerIsKeptForADay(long seconds, boolean kept) {
    replies.begin("k", call);
    replies.end("k", call, LocalResponse.empty(200));
    time.advance(Duration.ofSeconds(seconds));
    assertThat(replies.begin("k", call).isPresent()).isEqualTo(kept);
  }

  private static LocalRequest call(String method, String path, String form) {
    return new LocalRequest(method, path, List.of(), form.getBytes(UTF_8));
  }
}
