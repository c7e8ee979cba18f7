package io.saasbricks.llm;

/** Why an answer ended. */
public enum FinishReason {
  /** The model had said what it wanted to say. */
  STOP,
  /** The limit of the answer or of the model was reached; the text ends in the middle. */
  LENGTH,
  /** The model wants tools to run first. */
  TOOL_CALLS,
  /** The model or the vendor's filter declined; there may be no text, or part of one. */
  REFUSED,
  /** The caller wanted no more of it; the text ends in the middle. */
  CANCELLED,
  /** A reason of the vendor's own. */
  OTHER
}
