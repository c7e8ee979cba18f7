package io.saasbricks.llm;

/**
 * The model a conversation is with. Going on with it keeps the vendor's prompt cache warm, which
 * makes most of the input up to fifty times cheaper.
 *
 * @param model the id of the model that answered last
 * @param intended the id of the model the router wanted to answer first; once it wants another,
 *     because the plan, the preference or the catalogue has changed, the affinity is over
 */
public record Affinity(String model, String intended) {}
