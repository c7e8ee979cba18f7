package io.saasbricks.core.http;

/**
 * Ends the handling of a request with a problem answer. Carries no stack trace: it is an answer,
 * not an error.
 */
public final class ProblemException extends RuntimeException {
  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.type() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** The answer. */
  public Problem problem() {
    return problem;
  }
}
