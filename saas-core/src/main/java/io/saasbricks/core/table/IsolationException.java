package io.saasbricks.core.table;

/** A call that would have crossed a tenant's border was stopped. Always a bug or an attack. */
public final class IsolationException extends IllegalStateException {
  /** A stopped call; the message names no tenant. */
  public IsolationException(String message) {
    super(message);
  }
}
