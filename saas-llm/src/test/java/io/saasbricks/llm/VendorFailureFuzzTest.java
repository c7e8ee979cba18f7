package io.saasbricks.llm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.local.simulation.Corpus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: whatever headers and body a vendor refuses with, it is a {@link ChatException} whose
 * wait is no negative time, and of which only an invalid request's message quotes the vendor.
 */
public final class VendorFailureFuzzTest {
  private static final List<String> PROTOCOLS =
      List.of("openai-chat", "gemini-v1beta", "anthropic-messages", "bedrock-converse");
  private static final int[] STATUSES = {429, 400, 403, 404, 408, 500, 503, 302};
  private static final Corpus CORPUS =
      Corpus.of(
          "20\n\nThrottlingException:http://x\n{\"error\":{\"code\":429,\"details\":[{\"retryDelay\":\"37.5s\"}]}}",
          "Wed, 21 Oct 2026 07:28:00 GMT\nWed, 21 Oct 2026 07:27:00 GMT\n\n{\"message\":\"Quoted\"}",
          "Wed, 21 Oct 2026 07:28:00 GMT\nThu, 1 Jan 9999 00:00:00 +1800\nx\n<html>",
          "999999\n1\nValidationException\n"
              + "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Quoted\"}}");

  /** Called by Jazzer; the length chooses the vendor and the status. */
  public static void fuzzerTestOneInput(byte[] data) {
    String[] parts = (CORPUS.text(data) + "\n\n\n").split("\n", 4);
    Map<String, String> headers =
        Map.of(
            "retry-after", parts[0],
            "retry-after-ms", parts[1],
            "date", parts[1],
            "x-amzn-errortype", parts[2]);
    OutboundResponse refusal =
        OutboundResponse.of(STATUSES[data.length >> 2 & 7], headers, parts[3].getBytes(UTF_8));
    StreamingChatModel model =
        Vendors.speaking(PROTOCOLS.get(data.length & 3), new CannedTransport(() -> refusal));
    ChatException failure =
        catchThrowableOfType(
            ChatException.class, () -> model.answer(Vendors.question(), Vendors.SOON));
    failure.retryAfter().ifPresent(wait -> assertThat(wait.isNegative()).isFalse());
    if (failure.failure() != ChatFailure.INVALID) {
      assertThat(failure).message().doesNotContain("Quoted");
    }
  }

  @Test
  void aRefusalIsAChatException() {
    CORPUS.replay(VendorFailureFuzzTest::fuzzerTestOneInput);
  }
}
