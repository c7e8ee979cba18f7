package io.saasbricks.local.vendors;

import java.util.List;

/**
 * A chat request without its vendor's wire format.
 *
 * @param system the system prompt, empty if there is none
 * @param turns the conversation, oldest first
 * @param maxTokens the longest answer
 */
record Prompt(String model, String system, List<Turn> turns, int maxTokens) {

  /** One message of the conversation. */
  record Turn(boolean fromUser, String text) {}

  Prompt {
    turns = List.copyOf(turns);
  }

  /** The last message of the user; empty if there is none. */
  String question() {
    for (int i = turns.size() - 1; i >= 0; i--) {
      if (turns.get(i).fromUser()) {
        return turns.get(i).text();
      }
    }
    return "";
  }

  /** All of it as one text, of which a longer conversation's text is an extension. */
  String text() {
    var text = new StringBuilder(model).append('\n').append(system).append('\n');
    for (Turn turn : turns) {
      text.append(turn.fromUser() ? "user: " : "model: ").append(turn.text()).append('\n');
    }
    return text.toString();
  }
}
