package io.saasbricks.llm;

import java.io.IOException;
import java.util.Optional;

/** The events of an answer that is still being written. */
@FunctionalInterface
interface EventStream {
  /**
   * The next event, or empty at the end of the body.
   *
   * @throws IOException if the body broke off or is no stream of events
   */
  Optional<StreamEvent> next() throws IOException;
}
