package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;

/** What an authorizer decided about a call. */
sealed interface Verdict {

  /** The call may go on; {@code context} becomes {@code requestContext.authorizer.lambda}. */
  record Allowed(JsonNode context) implements Verdict {}

  /** The call is refused with this status and message. */
  record Refused(int status, String message) implements Verdict {}
}
