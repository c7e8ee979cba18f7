package io.saasbricks.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.vendors.Fault;
import io.saasbricks.local.vendors.Faults;
import io.saasbricks.local.vendors.GoogleStandIn;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The {@code /_local/} routes by which a developer or a test steers the stand-ins. */
final class Conveniences {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Conveniences() {}

  /** {@code GET ?email=&name=}: {@code {credential}}, an ID token for anybody. */
  static LocalHandler credential(GoogleStandIn google) {
    return request -> {
      String email = parameter(request, "email", "ada@example.com");
      String name = parameter(request, "name", email.replaceFirst("@.*", ""));
      var body = JsonNodeFactory.instance.objectNode();
      body.put("credential", google.credential(email, name));
      return LocalResponse.json(200, body.toString()).with("cache-control", "no-store");
    };
  }

  /**
   * {@code POST {provider, status?, delayMs?, truncate?, count?}}: spoils the provider's next
   * answers.
   */
  static LocalHandler faults(Faults faults) {
    return request -> {
      try {
        JsonNode wanted = JSON.readTree(request.body());
        var fault =
            new Fault(
                wanted.path("status").asInt(),
                Duration.ofMillis(wanted.path("delayMs").asLong()),
                wanted.path("truncate").asBoolean());
        faults.add(wanted.path("provider").asText(), fault, wanted.path("count").asInt(1));
        return LocalResponse.empty(204);
      } catch (IOException | IllegalArgumentException invalid) {
        return refusal(String.valueOf(invalid.getMessage()));
      }
    };
  }

  private static LocalResponse refusal(String message) {
    return LocalResponse.json(
        400, JsonNodeFactory.instance.objectNode().put("message", message).toString());
  }

  private static String parameter(LocalRequest request, String name, String otherwise) {
    for (String pair : request.rawQuery().split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return otherwise;
  }
}
