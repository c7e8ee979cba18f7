package io.saasbricks.ratelimit.abuse;

import io.saasbricks.ratelimit.internal.HiddenText;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the signals in a message, in one pass for each kind. */
final class MessageStructure {
  private static final List<String> TOKENS =
      List.of(
          "<|im_start|>",
          "<|im_end|>",
          "<|system|>",
          "<|eot_id|>",
          "<|start_header_id|>",
          "<|endoftext|>",
          "<start_of_turn>",
          "[inst]",
          "<<sys>>",
          "<system>",
          "</system>");
  private static final List<String> ROLES = List.of("system", "assistant", "developer");
  private static final int LONGEST_HEADER = 24;
  private static final int SHORTEST_BLOB = 64;
  private static final int HIDDEN_CHARACTERS = 6;

  private MessageStructure() {}

  static Set<MessageSignal> signals(String message) {
    Set<MessageSignal> signals = EnumSet.noneOf(MessageSignal.class);
    String lower = message.toLowerCase(Locale.ROOT);
    if (hasToken(lower)) {
      signals.add(MessageSignal.TEMPLATE_TOKEN);
    }
    if (lower.lines().anyMatch(MessageStructure::isRoleHeader)) {
      signals.add(MessageSignal.ROLE_HEADER);
    }
    if (HiddenText.count(message) >= HIDDEN_CHARACTERS) {
      signals.add(MessageSignal.HIDDEN_TEXT);
    }
    if (hasBlob(message)) {
      signals.add(MessageSignal.ENCODED_BLOB);
    }
    return signals;
  }

  /** Every token begins with one of two characters that hardly a message holds. */
  private static boolean hasToken(String lower) {
    return (lower.indexOf('<') >= 0 || lower.indexOf('[') >= 0)
        && TOKENS.stream().anyMatch(lower::contains);
  }

  /** Such as {@code system:}, {@code ### System:} or {@code [system]}, at the start of a line. */
  private static boolean isRoleHeader(String line) {
    String start = line.substring(0, Math.min(LONGEST_HEADER, line.length()));
    int first = 0;
    while (first < start.length() && "#*[ \t-".indexOf(start.charAt(first)) >= 0) {
      first++;
    }
    String rest = start.substring(first);
    boolean bracketed = start.substring(0, first).indexOf('[') >= 0;
    return ROLES.stream()
        .filter(rest::startsWith)
        .map(role -> rest.substring(role.length()).stripLeading())
        .anyMatch(after -> after.startsWith(bracketed ? "]" : ":"));
  }

  private static boolean hasBlob(String message) {
    int run = 0;
    for (int i = 0; i < message.length(); i++) {
      run = isBlobCharacter(message.charAt(i)) ? run + 1 : 0;
      if (run == SHORTEST_BLOB) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlobCharacter(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '=';
  }
}
