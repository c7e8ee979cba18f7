package io.saasbricks.llm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.local.simulation.Corpus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: whatever a vendor answers, in one piece or as a stream and with whatever status, is
 * an answer or a {@link ChatException}; the text that was streamed is the text of the answer.
 */
public final class VendorAnswerFuzzTest {
  private static final List<String> PROTOCOLS =
      List.of("openai-chat", "gemini-v1beta", "anthropic-messages", "bedrock-converse");
  private static final List<Corpus> UNARY =
      PROTOCOLS.stream().map(p -> corpus(p, "unary")).toList();
  private static final List<Corpus> STREAMS =
      PROTOCOLS.stream().map(p -> corpus(p, "stream")).toList();

  private static Corpus corpus(String protocol, String kind) {
    return Corpus.of(
        Golden.read(protocol + ".hello." + kind).body(),
        Golden.read(protocol + ".weather." + kind).body(),
        Golden.read(protocol + ".limited." + kind).body(),
        countingBeyondMeasure(Golden.read(protocol + ".hello." + kind).body()));
  }

  private static byte[] countingBeyondMeasure(byte[] answer) {
    return new String(answer, ISO_8859_1)
        .replaceAll("(?i)(?<count>tokens?(count)?\" *: *)[0-9]+", "${count}" + Long.MAX_VALUE)
        .getBytes(ISO_8859_1);
  }

  /** Called by Jazzer; the first byte chooses the protocol, the kind of answer and the status. */
  public static void fuzzerTestOneInput(byte[] data) {
    int choice = data.length == 0 ? 0 : data[0];
    byte[] edits = Arrays.copyOfRange(data, Math.min(1, data.length), data.length);
    int protocol = choice & 3;
    boolean streamed = (choice & 4) == 0;
    byte[] body = (streamed ? STREAMS : UNARY).get(protocol).bytes(edits);
    int status = (choice & 0x38) == 0x38 ? 429 : 200;
    StreamingChatModel model =
        Vendors.speaking(
            PROTOCOLS.get(protocol),
            new CannedTransport(() -> OutboundResponse.of(status, Map.of(), body)));
    try {
      answer(model, streamed);
    } catch (ChatException refused) {
      assertThat(refused.failure()).isNotNull();
    }
  }

  private static void answer(StreamingChatModel model, boolean streamed) {
    if (streamed) {
      StringBuilder text = new StringBuilder();
      ChatAnswer answer = model.stream(Vendors.question(), Vendors.SOON, text::append);
      assertThat(text).hasToString(answer.text());
    } else {
      assertThat(model.answer(Vendors.question(), Vendors.SOON).finishReason()).isNotNull();
    }
  }

  @Test
  void whatAVendorSaysIsAnAnswerOrAFailure() {
    STREAMS.get(0).replay(VendorAnswerFuzzTest::fuzzerTestOneInput);
  }
}
