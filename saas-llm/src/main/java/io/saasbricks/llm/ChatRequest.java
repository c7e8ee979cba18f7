package io.saasbricks.llm;

import java.util.List;
import java.util.Optional;

/**
 * What a model is asked, in the same terms for all vendors. Immutable.
 *
 * @param system instructions that hold for the whole conversation; empty for none
 * @param messages the conversation, oldest first, ending with what is to be answered
 * @param maxOutputTokens the most tokens to answer with, those of reasoning included
 * @param temperature 0 to 2; empty for the model's own. Not sent to models that have none
 * @param tools the functions the model may ask for
 * @param schema the JSON that the answer must be
 */
public record ChatRequest(
    String system,
    List<ChatMessage> messages,
    int maxOutputTokens,
    Optional<Double> temperature,
    List<Tool> tools,
    Optional<AnswerSchema> schema) {
  private static final int USUAL_OUTPUT_TOKENS = 1_024;
  private static final double HIGHEST_TEMPERATURE = 2;

  /**
   * Checks limits and copies lists.
   *
   * @throws IllegalArgumentException if there is no message, no token to answer with, or the
   *     temperature is out of range
   */
  public ChatRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("a request needs a message");
    }
    if (maxOutputTokens < 1) {
      throw new IllegalArgumentException("maxOutputTokens must be positive: " + maxOutputTokens);
    }
    if (temperature.isPresent() && !inRange(temperature.get())) {
      throw new IllegalArgumentException("temperature must be 0 to 2: " + temperature.get());
    }
  }

  /** A request for at most 1,024 tokens of text. */
  public static ChatRequest of(String system, List<ChatMessage> messages) {
    return new ChatRequest(
        system, messages, USUAL_OUTPUT_TOKENS, Optional.empty(), List.of(), Optional.empty());
  }

  /** A request that is one question without a conversation. */
  public static ChatRequest of(String question) {
    return of("", List.of(ChatMessage.user(question)));
  }

  /** This request with another limit of the answer. */
  public ChatRequest limitedTo(int tokens) {
    return new ChatRequest(system, messages, tokens, temperature, tools, schema);
  }

  /** This request at a temperature of 0 to 2. */
  public ChatRequest at(double degrees) {
    return new ChatRequest(system, messages, maxOutputTokens, Optional.of(degrees), tools, schema);
  }

  /** This request with functions that the model may ask for. */
  public ChatRequest offering(List<Tool> functions) {
    return new ChatRequest(system, messages, maxOutputTokens, temperature, functions, schema);
  }

  /** This request, to be answered in JSON. */
  public ChatRequest answeredAs(AnswerSchema json) {
    return new ChatRequest(
        system, messages, maxOutputTokens, temperature, tools, Optional.of(json));
  }

  /** This request with the conversation replaced, such as by a shorter one. */
  public ChatRequest with(List<ChatMessage> conversation) {
    return new ChatRequest(system, conversation, maxOutputTokens, temperature, tools, schema);
  }

  private static boolean inRange(double degrees) {
    return degrees >= 0 && degrees <= HIGHEST_TEMPERATURE;
  }
}
