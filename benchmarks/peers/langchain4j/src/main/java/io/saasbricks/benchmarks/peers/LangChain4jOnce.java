package io.saasbricks.benchmarks.peers;

import dev.langchain4j.model.openai.OpenAiChatModel;

/** Asks once by LangChain4j. */
public final class LangChain4jOnce {
  private LangChain4jOnce() {}

  /** Takes the address of the vendor. */
  public static void main(String[] arguments) {
    long start = System.nanoTime();
    OpenAiChatModel model =
        OpenAiChatModel.builder()
            .baseUrl(arguments[0])
            .apiKey("key")
            .modelName("gpt-4o-mini")
            .maxRetries(0)
            .build();
    String answer = model.chat("When are you open?");
    long micros = (System.nanoTime() - start) / 1_000;
    System.out.println(micros + " " + answer);
  }
}
