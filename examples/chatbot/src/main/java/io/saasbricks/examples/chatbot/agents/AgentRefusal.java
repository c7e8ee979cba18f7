package io.saasbricks.examples.chatbot.agents;

import io.saasbricks.core.http.Problem;
import io.saasbricks.core.http.ProblemException;
import io.saasbricks.core.tenant.Plan;

/** Why something cannot be done to an agent. */
final class AgentRefusal {
  private AgentRefusal() {}

  static ProblemException notFound() {
    return Problem.notFound("agent").asException();
  }

  static ProblemException changedMeanwhile() {
    return Problem.of(
            "precondition-failed",
            "The resource has another version",
            412,
            "The agent has changed since that version. Read it again.")
        .asException();
  }

  static ProblemException storageExhausted(Plan plan) {
    return Problem.of(
            "storage-exhausted",
            "The plan's storage is used up",
            403,
            "Delete something, or move to a larger plan.")
        .with("storageBytes", plan.storageBytes())
        .asException();
  }
}
