package io.saasbricks.auth;

import java.util.Locale;

/** What an API key may touch. Part of the key's text, so the two are never mixed up. */
public enum KeyEnvironment {
  /** Real data, real money. */
  LIVE,
  /** Data that nobody will miss. */
  TEST;

  /** The name as it stands in a key: {@code live} or {@code test}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static KeyEnvironment of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
