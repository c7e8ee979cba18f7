package io.saasbricks.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saasbricks.llm.ChatAnswer;
import io.saasbricks.llm.ChatException;
import io.saasbricks.llm.ChatFailure;
import io.saasbricks.llm.ChatRequest;
import io.saasbricks.llm.FinishReason;
import io.saasbricks.llm.StreamingChatModel;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All four protocols against a server whose authors did not know us. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AimockTest {
  private Aimock server;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    server = Aimock.start();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private StreamingChatModel model(String id, String path) {
    return Clients.model(id, URI.create(server.address() + path));
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o-mini, /v1",
    "deepseek-v4-flash, /v1",
    "gemini-flash-latest, ''",
    "claude-haiku-4-5, ''",
    "nova-lite, ''"
  })
  void anAnswerIsTheSameWholeAndInPieces(String id, String path) {
    StreamingChatModel model = model(id, path);
    ChatRequest request = ChatRequest.of("hello");
    ChatAnswer whole = model.answer(request, Clients.in(Duration.ofSeconds(10)));
    assertThat(whole.text()).isEqualTo("Good morning, we are open until six.");
    assertThat(whole.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(whole.usage().input()).isEqualTo(21);
    assertThat(whole.usage().output()).isEqualTo(9);
    List<String> told = new ArrayList<>();
    ChatAnswer streamed = model.stream(request, Clients.in(Duration.ofSeconds(10)), told::add);
    assertThat(String.join("", told)).isEqualTo(whole.text());
    assertThat(streamed.text()).isEqualTo(whole.text());
    assertThat(streamed.usage()).isEqualTo(whole.usage());
    assertThat(streamed.finishReason()).isEqualTo(FinishReason.STOP);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o-mini, /v1",
    "gemini-flash-latest, ''",
    "claude-haiku-4-5, ''",
    "nova-lite, ''"
  })
  void aLimitIsOne(String id, String path) {
    ChatException failure =
        catchThrowableOfType(
            ChatException.class,
            () ->
                model(id, path)
                    .answer(ChatRequest.of("limited"), Clients.in(Duration.ofSeconds(10))));
    assertThat(failure.failure()).isEqualTo(ChatFailure.RATE_LIMITED);
  }

  @ParameterizedTest
  @CsvSource({"gpt-4o-mini, /v1", "gemini-flash-latest, ''", "claude-haiku-4-5, ''"})
  void aStreamThatIsCutIsNoAnswer(String id, String path) {
    StringBuilder told = new StringBuilder();
    ChatException failure =
        catchThrowableOfType(
            ChatException.class,
            () ->
                model(id, path).stream(
                    ChatRequest.of("cut"), Clients.in(Duration.ofSeconds(10)), told::append));
    assertThat(failure.failure()).isEqualTo(ChatFailure.BROKEN_OFF);
    assertThat("This answer is cut off before its end").startsWith(told.toString());
  }
}
