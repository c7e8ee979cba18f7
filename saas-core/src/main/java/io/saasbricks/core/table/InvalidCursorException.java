package io.saasbricks.core.table;

/** A pagination cursor that this query did not issue: forged, foreign, altered or expired. */
public final class InvalidCursorException extends IllegalArgumentException {
  /** A refusal that does not tell why, so that nothing can be learnt from it. */
  public InvalidCursorException() {
    super("the cursor does not belong to this list");
  }
}
