package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Problem;
import io.saasbricks.examples.chatbot.agents.Agent;
import java.util.Arrays;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/** The version of an agent as HTTP has it: {@code ETag} and {@code If-Match}. */
final class AgentVersion {
  private AgentVersion() {}

  static HttpResponse ok(Agent agent) {
    return HttpResponse.ok(agent.toJson()).with("etag", tag(agent.version()));
  }

  /**
   * The versions that a caller wants to change, and no other.
   *
   * @throws io.saasbricks.core.http.ProblemException with 428 if the caller does not say
   */
  static LongPredicate required(HttpRequest request) {
    Set<String> tags =
        request
            .header("if-match")
            .map(header -> Arrays.stream(header.split(",")).map(String::strip))
            .orElseThrow(() -> missing().asException())
            .collect(Collectors.toSet());
    return version -> tags.contains("*") || tags.contains(tag(version));
  }

  private static Problem missing() {
    return Problem.of(
        "precondition-required",
        "The request must be conditional",
        428,
        "Send the ETag of the agent as If-Match, so that nobody's change is lost.");
  }

  private static String tag(long version) {
    return "\"" + version + "\"";
  }
}
