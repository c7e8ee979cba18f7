package io.saasbricks.auth;

/**
 * What became of the wish to replace a key; of many who ask at once, one is told of a successor.
 */
public sealed interface Rotation {
  /**
   * It has a successor.
   *
   * @param predecessor as it is now, with the end of its grace period
   */
  record Rotated(CreatedKey successor, ApiKey predecessor) implements Rotation {}

  /**
   * It could not be replaced: it is no longer good, or has been replaced already, perhaps a moment
   * ago by somebody else.
   *
   * @param key as it is
   */
  record Refused(ApiKey key) implements Rotation {}
}
