package io.saasbricks.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.net.OutboundResponse;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Answers with bytes changed, added and lost: each is read or refused, and nothing else happens.
 */
class MutatedAnswersTest {
  private static final int RUNS = Integer.getInteger("saasbricks.llm.mutations", 300);

  @ParameterizedTest
  @CsvSource({
    "openai-chat, hello, 1",
    "openai-chat, weather, 2",
    "gemini-v1beta, hello, 3",
    "gemini-v1beta, weather, 4",
    "anthropic-messages, hello, 5",
    "anthropic-messages, weather, 6",
    "bedrock-converse, hello, 7",
    "openai-chat, limited, 8"
  })
  void areReadOrRefused(String protocol, String scenario, long seed) {
    Random random = new Random(seed);
    for (String kind : new String[] {"unary", "stream"}) {
      Golden golden = Golden.read(protocol + "." + scenario + "." + kind);
      for (int run = 0; run < RUNS; run++) {
        byte[] body = mutated(golden.body(), random);
        OutboundResponse response = OutboundResponse.of(golden.status(), golden.headers(), body);
        StreamingChatModel model = Vendors.speaking(protocol, new CannedTransport(() -> response));
        try {
          ChatAnswer answer =
              kind.equals("unary")
                  ? model.answer(Vendors.question(), Vendors.SOON)
                  : model.stream(Vendors.question(), Vendors.SOON, piece -> {});
          assertThat(answer.finishReason()).isNotNull();
        } catch (ChatException e) {
          assertThat(e.failure()).isNotNull();
        }
      }
    }
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] body = original.clone();
    for (int changes = random.nextInt(4); changes >= 0; changes--) {
      int at = random.nextInt(body.length);
      switch (random.nextInt(4)) {
        case 0 -> body[at] = (byte) random.nextInt(256);
        case 1 -> body[at] = (byte) "0\"{}[]:,\n-e".charAt(random.nextInt(11));
        case 2 -> System.arraycopy(original, 0, body, at, Math.min(20, body.length - at));
        default -> body = Arrays.copyOf(body, Math.max(1, at));
      }
    }
    return body;
  }
}
