package io.saasbricks.llm;

/** The kinds of failure that call for different measures. */
public enum ChatFailure {
  /** Too many requests for now. */
  RATE_LIMITED(true),
  /** The vendor failed or is too busy; nothing was charged. */
  OVERLOADED(true),
  /** No connection came about; nothing was sent. */
  UNREACHABLE(true),
  /** The request was sent, and no whole answer came. It may have been charged. */
  BROKEN_OFF(true),
  /** The key is wrong, its money or daily quota used up, or the model not allowed for it. */
  DENIED(false),
  /** The vendor does not, or no longer, offer the model. */
  MODEL_GONE(false),
  /** The conversation is longer than the model can take. */
  TOO_LONG(false),
  /** The request itself is wrong and would be so everywhere. */
  INVALID(false);

  private final boolean passing;

  ChatFailure(boolean passing) {
    this.passing = passing;
  }

  /** Whether the same request may succeed at the same model later. */
  public boolean passing() {
    return passing;
  }
}
