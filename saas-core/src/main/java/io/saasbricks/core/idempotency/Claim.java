package io.saasbricks.core.idempotency;

import java.time.Duration;
import java.util.Optional;

/** What became of the wish to do a piece of work. */
public sealed interface Claim {
  /** The caller is to do the work, and to tell {@link Idempotency} how it ended. */
  record Granted(Run run) implements Claim {}

  /**
   * Another run is at it.
   *
   * @param retryAfter until that run has ended or may be taken over
   */
  record InProgress(Duration retryAfter) implements Claim {}

  /**
   * It has been done.
   *
   * @param result what the run that did it left; empty if that was nothing or too large to keep
   */
  record Completed(Optional<String> result) implements Claim {}

  /** Other work has been given the same name. */
  record Mismatch() implements Claim {}
}
