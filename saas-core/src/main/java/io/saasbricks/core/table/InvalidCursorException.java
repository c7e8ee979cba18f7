package io.saasbricks.core.table;

/** A pagination cursor that this query did not issue: forged, foreign, altered or expired. */
public final class InvalidCursorException extends IllegalArgumentException {
  public InvalidCursorException() {
    super("the cursor does not belong to this list");
  }
}
