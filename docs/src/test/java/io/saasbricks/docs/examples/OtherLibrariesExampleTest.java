package io.saasbricks.docs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.saasbricks.core.Deadline;
import io.saasbricks.llm.ChatAnswer;
import io.saasbricks.llm.ChatException;
import io.saasbricks.llm.ChatFailure;
import io.saasbricks.llm.ChatMessage;
import io.saasbricks.llm.ChatModel;
import io.saasbricks.llm.ChatRequest;
import io.saasbricks.llm.LlmRouter;
import io.saasbricks.llm.Route;
import io.saasbricks.llm.RoutedAnswer;
import io.saasbricks.llm.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;

/** Models of LangChain4j and Spring AI behind the router; text only, for brevity. */
class OtherLibrariesExampleTest {
  private static ChatModel langChain4j(dev.langchain4j.model.chat.ChatModel model) {
    return (request, deadline) -> {
      try {
        ChatResponse response =
            model.chat(messages(request, SystemMessage::new, UserMessage::new, AiMessage::new));
        var paid = response.tokenUsage();
        TokenUsage usage = TokenUsage.of(paid.inputTokenCount(), paid.outputTokenCount());
        return ChatAnswer.of(response.aiMessage().text(), usage, response.modelName());
      } catch (RateLimitException e) {
        throw new ChatException(ChatFailure.RATE_LIMITED, "too many requests", e);
      } catch (LangChain4jException e) {
        throw new ChatException(ChatFailure.BROKEN_OFF, "no answer", e);
      }
    };
  }

  private static ChatModel springAi(org.springframework.ai.chat.model.ChatModel model) {
    return (request, deadline) -> {
      try {
        var response = model.call(new Prompt(springMessages(request)));
        Usage paid = response.getMetadata().getUsage();
        TokenUsage usage = TokenUsage.of(paid.getPromptTokens(), paid.getCompletionTokens());
        String text =
            Optional.ofNullable(response.getResult())
                .map(result -> result.getOutput().getText())
                .orElse("");
        return ChatAnswer.of(text, usage, response.getMetadata().getModel());
      } catch (RuntimeException e) {
        throw new ChatException(ChatFailure.BROKEN_OFF, "no answer", e);
      }
    };
  }

  private static List<Message> springMessages(ChatRequest request) {
    return messages(
        request,
        org.springframework.ai.chat.messages.SystemMessage::new,
        org.springframework.ai.chat.messages.UserMessage::new,
        AssistantMessage::new);
  }

  /** The system prompt and the conversation in another library's terms. */
  private static <M> List<M> messages(
      ChatRequest request,
      Function<String, ? extends M> system,
      Function<String, ? extends M> user,
      Function<String, ? extends M> assistant) {
    List<M> messages = new ArrayList<>();
    if (!request.system().isEmpty()) {
      messages.add(system.apply(request.system()));
    }
    for (ChatMessage message : request.messages()) {
      if (message instanceof ChatMessage.User said) {
        messages.add(user.apply(said.text()));
      } else if (message instanceof ChatMessage.Assistant answered) {
        messages.add(assistant.apply(answered.text()));
      }
    }
    return messages;
  }

  private static final ChatRequest QUESTION =
      ChatRequest.of(
          "Be brief.",
          List.of(
              ChatMessage.user("Hello"),
              ChatMessage.assistant("Hi!"),
              ChatMessage.user("Are you open?")));

  private static RoutedAnswer ask(ChatModel model) {
    return LlmRouter.builder(card -> Optional.of(model))
        .build()
        .answer(
            QUESTION, Route.ofPlan("pro"), Deadline.in(Duration.ofSeconds(20), System::nanoTime));
  }

  @Test
  void aModelOfLangChain4jAnswers() {
    dev.langchain4j.model.chat.ChatModel theirs =
        new dev.langchain4j.model.chat.ChatModel() {
          @Override
          public ChatResponse doChat(dev.langchain4j.model.chat.request.ChatRequest request) {
            return ChatResponse.builder()
                .aiMessage(new AiMessage("heard " + request.messages().size()))
                .modelName("theirs")
                .tokenUsage(new dev.langchain4j.model.output.TokenUsage(12, 3))
                .build();
          }
        };
    RoutedAnswer answer = ask(langChain4j(theirs));
    assertThat(answer.answer().text()).isEqualTo("heard 4");
    assertThat(answer.usage()).isEqualTo(TokenUsage.of(12, 3));
  }

  @Test
  void aModelOfSpringAiAnswers() {
    org.springframework.ai.chat.model.ChatModel theirs =
        prompt ->
            new org.springframework.ai.chat.model.ChatResponse(
                List.of(
                    new Generation(
                        new AssistantMessage("heard " + prompt.getInstructions().size()))),
                ChatResponseMetadata.builder()
                    .model("theirs")
                    .usage(new DefaultUsage(12, 3))
                    .build());
    RoutedAnswer answer = ask(springAi(theirs));
    assertThat(answer.answer().text()).isEqualTo("heard 4");
    assertThat(answer.usage()).isEqualTo(TokenUsage.of(12, 3));
  }

  @Test
  void aLimitOfTheirsMovesOnToTheNextModel() {
    ChatModel limited =
        langChain4j(
            new dev.langchain4j.model.chat.ChatModel() {
              @Override
              public ChatResponse doChat(dev.langchain4j.model.chat.request.ChatRequest request) {
                throw new RateLimitException("429");
              }
            });
    ChatModel other = (request, deadline) -> ChatAnswer.of("I can.", TokenUsage.of(12, 3), "other");
    RoutedAnswer answer =
        LlmRouter.builder(
                card -> Optional.of(card.provider().name().equals("gemini") ? limited : other))
            .build()
            .answer(
                QUESTION,
                Route.ofPlan("pro"),
                Deadline.in(Duration.ofSeconds(20), System::nanoTime));
    assertThat(answer.answer().text()).isEqualTo("I can.");
    assertThat(answer.attempts().get(0).failure()).contains(ChatFailure.RATE_LIMITED);
  }
}
