package io.saasbricks.local.http;

/** Answers requests. Called by several threads at once. */
@FunctionalInterface
public interface LocalHandler {

  /** The answer to this request. An exception is answered 500 and reported on standard error. */
  LocalResponse handle(LocalRequest request);
}
