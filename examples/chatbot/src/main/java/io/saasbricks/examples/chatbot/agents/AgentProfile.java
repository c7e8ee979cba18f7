package io.saasbricks.examples.chatbot.agents;

import io.saasbricks.core.http.RequestBody;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.Item;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the owner says about an agent.
 *
 * @param name of the agent, as visitors see it
 * @param businessInfo what the agent may tell: opening hours, prices, policies
 * @param preferredModel a model of the catalogue
 * @param allowedOrigins web sites that may embed the widget; empty means any
 */
public record AgentProfile(
    String name,
    String businessName,
    Optional<String> role,
    Optional<String> personality,
    Optional<String> businessInfo,
    Optional<String> preferredModel,
    List<String> allowedOrigins) {
  private static final int NAME = 100;
  private static final int LINE = 500;
  private static final int INFO = 20_000;
  private static final int ORIGINS = 20;

  /** As browsers write it: in lower case, names in Punycode, and nothing behind the port. */
  private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[a-z0-9.:\\[\\]_-]+");

  public AgentProfile {
    allowedOrigins = List.copyOf(allowedOrigins);
  }

  /**
   * The profile in a request body.
   *
   * @throws io.saasbricks.core.http.ProblemException with 400 if a member is missing or not valid
   */
  public static AgentProfile read(RequestBody body) {
    AgentProfile profile =
        new AgentProfile(
            body.text("name", NAME),
            body.text("businessName", NAME),
            body.optionalText("role", LINE),
            body.optionalText("personality", LINE),
            body.optionalText("businessInfo", INFO),
            body.optionalText("preferredModel", NAME),
            origins(body));
    body.check();
    return profile;
  }

  /** What no browser ever sends would shut every site out, and nobody would know why. */
  private static List<String> origins(RequestBody body) {
    List<String> origins = body.texts("allowedOrigins", ORIGINS, LINE);
    for (int i = 0; i < origins.size(); i++) {
      if (!ORIGIN.matcher(origins.get(i)).matches()) {
        body.reject("allowedOrigins/" + i, "must be an origin such as https://www.example.com");
      }
    }
    return origins;
  }

  /** Whether a page of that origin may embed the widget. */
  public boolean allows(Optional<String> origin) {
    return allowedOrigins.isEmpty() || origin.filter(allowedOrigins::contains).isPresent();
  }

  /** What a language model is told of the agent. */
  public io.saasbricks.llm.prompt.AgentProfile forPrompt() {
    return new io.saasbricks.llm.prompt.AgentProfile(
        businessName,
        role.orElse(""),
        personality.orElse(""),
        businessInfo.orElse(""),
        Optional.empty(),
        Optional.empty());
  }

  JsonObject.Builder writeTo(JsonObject.Builder json) {
    return json.put("name", name)
        .put("businessName", businessName)
        .put("role", role)
        .put("personality", personality)
        .put("businessInfo", businessInfo)
        .put("preferredModel", preferredModel)
        .put("allowedOrigins", allowedOrigins);
  }

  Item toItem() {
    return Item.empty()
        .with("name", name)
        .with("businessName", businessName)
        .with("role", role)
        .with("personality", personality)
        .with("businessInfo", businessInfo)
        .with("preferredModel", preferredModel)
        .with("allowedOrigins", allowedOrigins);
  }

  static AgentProfile fromItem(Item item) {
    return new AgentProfile(
        item.string("name"),
        item.string("businessName"),
        item.optionalString("role"),
        item.optionalString("personality"),
        item.optionalString("businessInfo"),
        item.optionalString("preferredModel"),
        item.strings("allowedOrigins"));
  }
}
