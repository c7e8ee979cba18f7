package io.saasbricks.llm.conversation;

import java.util.Optional;

/**
 * How a visitor can be reached. Personal data: {@link #toString()} shows none of it.
 *
 * @param email in lower case
 * @param phone digits, after a plus sign if the country is told
 */
public record Contact(Optional<String> email, Optional<String> phone) {
  /** Whether there is neither. */
  public boolean isEmpty() {
    return email.isEmpty() && phone.isEmpty();
  }

  @Override
  public String toString() {
    return "Contact[" + (isEmpty() ? "none" : "***") + "]";
  }
}
