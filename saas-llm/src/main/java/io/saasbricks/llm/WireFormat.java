package io.saasbricks.llm;

/** The protocols that vendors of models speak. */
public enum WireFormat {
  /** OpenAI's chat completions, also spoken by DeepSeek and most others. */
  OPENAI,
  /** Google's {@code generateContent} of Gemini, version v1beta. */
  GEMINI,
  /** Anthropic's Messages. */
  ANTHROPIC,
  /** Amazon Bedrock's Converse. */
  BEDROCK;

  ChatWire wire() {
    return switch (this) {
      case OPENAI -> new OpenAiWire();
      case GEMINI -> new GeminiWire();
      case ANTHROPIC -> new AnthropicWire();
      case BEDROCK -> new BedrockWire();
    };
  }
}
