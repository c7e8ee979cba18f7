package io.saasbricks.core.table;

/** An item that passes DynamoDB's 400 KB; refused before the call. Keep large text elsewhere. */
public final class ItemTooLargeException extends IllegalArgumentException {
  /** An item of so many bytes, where the limit allows fewer. */
  public ItemTooLargeException(int bytes, int limit) {
    super("item has " + bytes + " bytes, over DynamoDB's " + limit);
  }
}
