package io.saasbricks.examples.chatbot.agents;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.Item;
import java.time.Instant;

/**
 * A chat agent of a tenant.
 *
 * @param agentId opaque; ids sort by the time of creation
 * @param version grows with every change
 */
public record Agent(
    String agentId, AgentProfile profile, long version, Instant createdAt, Instant updatedAt) {

  /** The agent as the API shows it. */
  public JsonObject toJson() {
    return profile
        .writeTo(JsonObject.builder().put("agentId", agentId))
        .put("version", version)
        .put("createdAt", createdAt)
        .put("updatedAt", updatedAt)
        .build();
  }

  /** This agent as its owner describes it from then on. */
  Agent changed(AgentProfile described, Instant now) {
    return new Agent(agentId, described, version + 1, createdAt, now);
  }

  /** What it takes of the storage that the plan allows: the bytes of its JSON. */
  long bytes() {
    return Json.bytes(toJson()).length;
  }

  Item toItem() {
    return profile
        .toItem()
        .with("agentId", agentId)
        .with("version", version)
        .with("createdAt", createdAt)
        .with("updatedAt", updatedAt);
  }

  static Agent fromItem(Item item) {
    return new Agent(
        item.string("agentId"),
        AgentProfile.fromItem(item),
        item.number("version"),
        item.instant("createdAt"),
        item.instant("updatedAt"));
  }
}
