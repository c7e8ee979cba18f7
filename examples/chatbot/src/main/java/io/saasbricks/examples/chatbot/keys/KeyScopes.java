package io.saasbricks.examples.chatbot.keys;

import java.util.List;

/** What an API key may be allowed. Keys, members and plans take a person. */
public final class KeyScopes {
  /** In the order they are shown; a key made without a word about them has them all. */
  static final List<String> ALL =
      List.of("agents:read", "agents:write", "chat", "conversations:read", "leads:read");

  private KeyScopes() {}

  /**
   * The scope, which a key can have.
   *
   * @throws IllegalArgumentException if it is not listed here, so that no key could have it
   */
  public static String known(String scope) {
    if (!ALL.contains(scope)) {
      throw new IllegalArgumentException("no key can have the scope " + scope);
    }
    return scope;
  }
}
