package io.saasbricks.llm;

import io.saasbricks.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A conversation as most vendors want it: two roles that take turns, neighbours of the same role
 * joined, nothing empty.
 */
final class Turns {
  /** How a protocol writes the parts of a message. */
  interface Parts {
    JsonObject text(String text);

    JsonObject call(ToolCall call);

    JsonObject result(ChatMessage.ToolResult result);
  }

  private record Turn(boolean user, List<JsonObject> parts) {}

  private Turns() {}

  /**
   * The turns of the conversation.
   *
   * @param role the protocol's name of a role, given whether it is the user's
   * @param member the name of the array of parts
   */
  static List<JsonObject> of(
      List<ChatMessage> messages, Parts parts, Function<Boolean, String> role, String member) {
    List<Turn> turns = new ArrayList<>();
    for (ChatMessage message : messages) {
      boolean user = !(message instanceof ChatMessage.Assistant);
      List<JsonObject> said = partsOf(message, parts);
      boolean sameRole = !turns.isEmpty() && turns.get(turns.size() - 1).user() == user;
      if (sameRole) {
        turns.get(turns.size() - 1).parts().addAll(said);
      } else if (!said.isEmpty()) {
        turns.add(new Turn(user, said));
      }
    }
    return turns.stream()
        .map(
            turn ->
                JsonObject.builder()
                    .put("role", role.apply(turn.user()))
                    .put(member, turn.parts())
                    .build())
        .toList();
  }

  private static List<JsonObject> partsOf(ChatMessage message, Parts parts) {
    List<JsonObject> said = new ArrayList<>();
    if (message instanceof ChatMessage.ToolResult result) {
      said.add(parts.result(result));
    } else if (message instanceof ChatMessage.Assistant assistant) {
      addText(said, assistant.text(), parts);
      assistant.toolCalls().forEach(call -> said.add(parts.call(call)));
    } else if (message instanceof ChatMessage.User user) {
      addText(said, user.text(), parts);
    }
    return said;
  }

  private static void addText(List<JsonObject> said, String text, Parts parts) {
    if (!text.isBlank()) {
      said.add(parts.text(text));
    }
  }
}
