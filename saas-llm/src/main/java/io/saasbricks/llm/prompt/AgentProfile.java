package io.saasbricks.llm.prompt;

import java.util.Optional;

/**
 * What the owner of an agent says about it and the business. Free text of a customer: it is shown
 * to the model as data and never as instructions of ours.
 *
 * @param businessName whom the agent speaks for
 * @param role what it is, such as "booking assistant"
 * @param personality how it speaks, such as "warm and brief"
 * @param businessInfo what it knows: offers, prices, hours, addresses, answers to usual questions
 * @param contact where it sends visitors whom it cannot help, such as an e-mail address
 * @param language the language to answer in; empty to answer in the visitor's
 */
public record AgentProfile(
    String businessName,
    String role,
    String personality,
    String businessInfo,
    Optional<String> contact,
    Optional<String> language) {
  public AgentProfile {
    if (businessName.isBlank()) {
      throw new IllegalArgumentException("an agent needs the name of a business");
    }
  }

  /** A profile of no more than a name and what the agent knows. */
  public static AgentProfile of(String businessName, String businessInfo) {
    return new AgentProfile(businessName, "", "", businessInfo, Optional.empty(), Optional.empty());
  }
}
