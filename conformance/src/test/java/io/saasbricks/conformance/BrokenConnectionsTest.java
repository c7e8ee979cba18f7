package io.saasbricks.conformance;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.saasbricks.core.Deadline;
import io.saasbricks.llm.Attempt;
import io.saasbricks.llm.ChatFailure;
import io.saasbricks.llm.ChatRequest;
import io.saasbricks.llm.LlmRouter;
import io.saasbricks.llm.Route;
import io.saasbricks.llm.RoutedAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A vendor whose connections break, and another that stands in. */
class BrokenConnectionsTest {
  private static final String STREAM =
      """
      data: {"choices": [{"delta": {"content": "I stand in."}, "finish_reason": "stop"}]}

      data: {"choices": [], "usage": {"prompt_tokens": 5, "completion_tokens": 3}}

      data: [DONE]

      """;
  private static final String WHOLE =
      """
      {"choices": [{"message": {"content": "I stand in."}, "finish_reason": "stop"}],
       "usage": {"prompt_tokens": 5, "completion_tokens": 3}}
      """;

  private final WireMockServer broken = new WireMockServer(options().dynamicPort());
  private final WireMockServer sound = new WireMockServer(options().dynamicPort());

  @BeforeEach
  void start() {
    broken.start();
    sound.start();
  }

  @AfterEach
  void stop() {
    broken.stop();
    sound.stop();
  }

  private void answers(WireMockServer server, ResponseDefinitionBuilder response) {
    server.stubFor(post(anyUrl()).willReturn(response));
  }

  /** DeepSeek is the cheapest, so that it is asked first. */
  private LlmRouter router() {
    return LlmRouter.builder(
            Clients.at(
                Map.of(
                    "deepseek", URI.create(broken.baseUrl()),
                    "openai", URI.create(sound.baseUrl()))))
        .build();
  }

  private static void assertStoodIn(RoutedAnswer answer) {
    assertThat(answer.answer().text()).isEqualTo("I stand in.");
    List<Attempt> attempts = answer.attempts();
    assertThat(attempts).hasSize(2);
    assertThat(attempts.get(0).provider()).isEqualTo("deepseek");
    assertThat(attempts.get(0).failure().orElseThrow())
        .isIn(ChatFailure.BROKEN_OFF, ChatFailure.UNREACHABLE);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aBrokenAnswerIsAskedOfTheNextAndNeverAgain(Fault fault) {
    answers(broken, aResponse().withFault(fault));
    answers(sound, aResponse().withBody(WHOLE));
    assertStoodIn(
        router()
            .answer(
                ChatRequest.of("hello"), Route.ofPlan("free"), Clients.in(Duration.ofSeconds(20))));
    broken.verify(1, postRequestedFor(anyUrl()));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aBrokenStreamIsTakenOverBeforeItsFirstText(Fault fault) {
    answers(broken, aResponse().withFault(fault));
    answers(sound, aResponse().withBody(STREAM));
    List<String> told = new ArrayList<>();
    assertStoodIn(
        router().stream(
            ChatRequest.of("hello"),
            Route.ofPlan("free"),
            Clients.in(Duration.ofSeconds(20)),
            told::add));
    assertThat(told).containsExactly("I stand in.");
    broken.verify(1, postRequestedFor(anyUrl()));
  }

  @Test
  void aBodyThatTricklesEndsAtItsShareOfTheDeadline() {
    answers(broken, aResponse().withBody(WHOLE).withChunkedDribbleDelay(60, 60_000));
    answers(sound, aResponse().withBody(WHOLE));
    Deadline deadline = Clients.in(Duration.ofSeconds(4));
    assertStoodIn(router().answer(ChatRequest.of("hello"), Route.ofPlan("free"), deadline));
    assertThat(deadline.passed()).isFalse();
  }
}
