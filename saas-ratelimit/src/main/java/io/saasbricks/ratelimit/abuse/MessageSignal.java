package io.saasbricks.ratelimit.abuse;

/** A structure in a message that ordinary customers rarely type. */
public enum MessageSignal {
  /** A token of a chat template, such as {@code <|im_start|>} or {@code [INST]}. */
  TEMPLATE_TOKEN(0.3),
  /** A line that begins like a turn of another role, such as {@code system:}. */
  ROLE_HEADER(0.3),
  /** Characters that are not shown, as used to smuggle text past a reader. */
  HIDDEN_TEXT(0.6),
  /** A run of 64 or more base64 or hexadecimal characters. */
  ENCODED_BLOB(0.15);

  private final double weight;

  MessageSignal(double weight) {
    this.weight = weight;
  }

  /** How suspicious the structure makes a message by itself, from 0 to 1. */
  double weight() {
    return weight;
  }
}
