package io.saasbricks.auth;

import java.util.EnumSet;
import java.util.Set;

/** What API keys look like and which of them are taken. Immutable. */
public final class KeyPolicy {
  private final KeyFormat format;
  private final Set<KeyEnvironment> accepted;

  private KeyPolicy(KeyFormat format, Set<KeyEnvironment> accepted) {
    this.format = format;
    this.accepted = Set.copyOf(accepted);
  }

  /**
   * Keys of that product, of which only live ones are taken.
   *
   * @param product what keys start with: 2 to 16 characters of {@code [a-z0-9]}, the first a letter
   */
  public static KeyPolicy of(String product) {
    return new KeyPolicy(new KeyFormat(product), Set.of(KeyEnvironment.LIVE));
  }

  /** This policy, taking keys of exactly these environments. */
  public KeyPolicy accepting(KeyEnvironment first, KeyEnvironment... others) {
    return new KeyPolicy(format, EnumSet.of(first, others));
  }

  KeyFormat format() {
    return format;
  }

  boolean accepts(KeyEnvironment environment) {
    return accepted.contains(environment);
  }
}
