package io.saasbricks.ratelimit.abuse;

import java.util.Set;

/**
 * What the detector thinks of a message.
 *
 * @param suspicion from 0 to 1, of both the wording and the signals
 * @param wording how likely the words are an attack, from 0 to 1
 * @param signals the structures found
 */
public record MessageFinding(double suspicion, double wording, Set<MessageSignal> signals) {
  /**
   * From this suspicion on a message counts as an attack. The model is set so that one in forty
   * harmless messages full of suspicious words is above it, judged without their source.
   */
  public static final double THRESHOLD = 0.5;

  public MessageFinding {
    signals = Set.copyOf(signals);
  }

  /** Whether the message counts as an attack. */
  public boolean flagged() {
    return suspicion >= THRESHOLD;
  }
}
