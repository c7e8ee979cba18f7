package io.saasbricks.logging;

import org.jspecify.annotations.Nullable;

/**
 * Tells the first invocation of this execution environment from the later ones by the ids that its
 * lines carry, so nobody has to announce the beginning of an invocation. Safe for concurrent use.
 */
final class ColdStart {
  private @Nullable String first;
  private boolean over;

  /**
   * Whether a line belongs to the initialisation or to the first invocation.
   *
   * @param invocation what names the invocation, or null for a line outside of any
   */
  synchronized boolean includes(@Nullable String invocation) {
    if (invocation == null) {
      return !over;
    }
    if (first == null) {
      first = invocation;
    }
    boolean cold = invocation.equals(first);
    over |= !cold;
    return cold;
  }
}
